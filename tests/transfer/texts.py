"""Transcripts that several tests read."""

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:02.000
Mel Ito: Hi there

2
00:00:03.000 --> 00:00:04.000
and welcome, um

3
00:00:05.000 --> 00:00:06.000
Dana Reyes (Northwind): Thanks: great &amp; good
"""

OTTER = """Customer call
Tue, Mar 2, 2026 3:05PM • 32:10

SUMMARY KEYWORDS
forecast, spreadsheet

SPEAKERS
Dana Reyes, Mel Ito

Mel Ito  0:05
So how do you start: what happens?

Dana Reyes  0:09
Well. We open it.

And wait.

Dana Reyes  1:00:09
Then.

Transcribed by https://otter.ai
"""
