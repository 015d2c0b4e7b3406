/* On a page at an old address: go on to the new one, to the same place. */
(() => {
  const { href } = document.querySelector('link[rel="canonical"]');
  location.replace(href + location.search + location.hash);
})();
