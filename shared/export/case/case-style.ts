/** The look of the page: readable on paper, in the dark and on a telephone, and without anything from elsewhere. */
export const caseStyle = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#57606a;--line:#d8dee4;--paper:#fff;--tint:#f6f8fa;--doubt:#a40e26;--link:#0b5cad}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e3;--soft:#a5abb2;--line:#3a4048;--paper:#191b1e;--tint:#222529;--doubt:#ff8e8e;--link:#8ab8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 Georgia,'Source Serif 4',serif}
main,header,footer{max-width:54rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:1.9rem;line-height:1.2;margin:0}
h2{font-size:1.3rem;margin:3rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid var(--ink)}
h3{font-size:1.08rem;line-height:1.35;margin:0}
p{margin:.5rem 0}
a{color:var(--link);overflow-wrap:anywhere}
.soft,dt,figcaption,th{color:var(--soft)}
.small,dl,table,nav,.hash{font-family:system-ui,'Source Sans 3',sans-serif;font-size:.9rem;line-height:1.45}
nav ul{columns:2;padding-left:1.1rem;margin:.5rem 0}
article{padding:1.1rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
article:first-of-type{border-top:0}
.doubt{color:var(--doubt)}
.status{display:inline-block;border:1px solid currentColor;border-radius:1em;padding:0 .6em;margin-right:.4em}
blockquote{margin:.75rem 0;padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--line);white-space:pre-wrap}
dl{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.2rem 1rem;margin:.75rem 0 0}
dd{margin:0;white-space:pre-wrap}
figure{margin:.75rem 0}
img,video{max-width:100%;max-height:22rem;background:var(--tint)}
audio{width:100%}
summary{cursor:pointer;color:var(--doubt)}
details{margin:.75rem 0}
li{white-space:pre-line}
ul{padding-left:1.2rem}
li{margin:.25rem 0}
li.skipped{list-style:none}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
.hash{font-family:ui-monospace,monospace;font-size:.78rem;overflow-wrap:anywhere}
footer{padding:3rem 1.25rem 4rem}
@media (max-width:36rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}nav ul{columns:1}}
@media print{article{break-inside:avoid}nav{display:none}}
`
