"""How the page of a run looks, on the screen and on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, "Segoe UI", Verdana, Helvetica, Arial, sans-serif;
  color: #16181d; background: #ffffff; max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; overflow-wrap: anywhere; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem;
  border-bottom: 1px solid #c4c9d1; }
h3 { font-size: 1rem; margin: 1.4rem 0 .5rem; }
blockquote { margin: 0 0 1rem; padding: .5rem 1rem; border-left: 4px solid #0067a5;
  background: #f3f4f6; white-space: pre-wrap; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .25rem .7rem .25rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid #e3e6ea; }
th { font-weight: 600; }
td { overflow-wrap: anywhere; }
.pairs th { font-weight: 400; color: #565d68; white-space: nowrap; padding-right: 1.5rem; }
.line { white-space: nowrap; }
.beside { display: flex; flex-wrap: wrap; gap: 0 3rem; align-items: flex-start; }
.beside > div { max-width: 100%; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th[align=right] { text-align: right; }
.confusion td, .confusion th { padding: .2rem .45rem; text-align: right;
  border: 1px solid #ffffff; }
.confusion td { min-width: 1.8rem; }
.confusion .side { text-align: left; white-space: nowrap; }
.confusion .corner { font-weight: 400; color: #565d68; }
.bar { display: inline-block; height: .8rem; background: #0067a5; border-radius: 2px; }
figure { margin: .8rem 0; }
figure svg, figure img { max-width: 100%; height: auto; }
figure.loss, figure.accuracy { display: inline-block; width: 49%; min-width: 20rem; margin: 0; }
figure.filters img { image-rendering: pixelated; }
@media print {
  @page { margin: 16mm; }
  body { font-size: 10.5pt; margin: 0; padding: 0; max-width: none; }
  .wide { overflow: visible; }
  .many { font-size: 6pt; } .most { font-size: 5pt; }
  .many td, .many th, .most td, .most th { padding: .1rem .15rem; min-width: 0; }
  figure, tr, blockquote { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
  td, .bar, blockquote { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
