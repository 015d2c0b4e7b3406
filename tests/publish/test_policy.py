"""Each page's policy lets the theme's own scripts run and nothing else inline."""

from __future__ import annotations

from counterpoint.publish.policy import with_policy

HEAD = '<head><meta charset="utf-8"><title>x</title>'


def test_a_foreign_inline_script_gets_no_hash() -> None:
    """What is not word for word the theme's does not run."""
    page = with_policy(f"{HEAD}<script>alert(1)</script>")
    assert "Content-Security-Policy" in page
    assert "sha256-" not in page
    assert "unsafe-inline" not in page


def test_the_themes_scripts_get_theirs() -> None:
    """The address of the site's root differs from page to page."""
    script = (
        '__md_scope=new URL("../..",location),__md_hash=e=>[...e].reduce(((e,_)=>(e<<5)-e+'
        "_.charCodeAt(0)),0),__md_get=(e,_=localStorage,t=__md_scope)=>"
        'JSON.parse(_.getItem(t.pathname+"."+e)),__md_set=(e,_,t=localStorage,a=__md_scope)=>'
        '{try{t.setItem(a.pathname+"."+e,JSON.stringify(_))}catch(e){}}'
    )
    assert with_policy(f"{HEAD}<script>{script}</script>").count("sha256-") == 1
    longer = script.replace('"../.."', '"../..",alert(1),"x"')
    assert "sha256-" not in with_policy(f"{HEAD}<script>{longer}</script>")
