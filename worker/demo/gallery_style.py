"""How the demo's page looks, in light and in dark; the letters in it keep their own look."""

STYLE = """\
:root{color-scheme:light dark;--paper:#fff;--ground:#eef1f4;--ink:#14191e;--note:#55606b;--rule:#d5dbe1;
--sent:#1d4f91;--sent-ground:#e3ecf8;--came:#5a6470;--came-ground:#e9edf1;--wash:#f7f9fb}
@media (prefers-color-scheme:dark){:root{--paper:#1b2127;--ground:#12161a;--ink:#eef1f4;--note:#a9b4bf;
--rule:#343d46;--sent:#9cc3f7;--sent-ground:#20344f;--came:#c3ccd5;--came-ground:#2b333b;--wash:#161b20}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.5 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
header,main,footer{max-width:1420px;margin:0 auto;padding:0 20px}
header{padding-top:36px}
h1{margin:0 0 8px;font-size:30px;line-height:1.2;letter-spacing:-.01em}
header p{margin:0;max-width:62em;color:var(--note)}
h2{margin:34px 0 10px;font-size:17px}
.list{background:var(--paper);border:1px solid var(--rule);border-radius:10px;overflow:hidden}
details+details{border-top:1px solid var(--rule)}
summary{display:grid;grid-template-columns:84px 210px minmax(0,1fr) max-content;gap:4px 16px;align-items:baseline;
padding:12px 18px;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary:hover,details[open]>summary{background:var(--wash)}
summary:focus-visible{outline:3px solid var(--sent);outline-offset:-3px}
.way{justify-self:start;padding:1px 10px;border-radius:99px;font-size:13px;font-weight:600;
background:var(--came-ground);color:var(--came)}
.sent .way{background:var(--sent-ground);color:var(--sent)}
.who,.what{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.who{font-weight:600}
.who small{display:block;overflow:hidden;text-overflow:ellipsis}
small,.more,time{font-weight:400;font-size:14px;color:var(--note)}
.what b{font-weight:600}
.what .more{display:block;overflow:hidden;text-overflow:ellipsis}
time{text-align:right;white-space:nowrap}
.became{grid-column:3/-1;margin:2px 0 0;padding:0;list-style:none;font-size:14px}
.became li::before{content:"\\2192\\00a0";color:var(--sent)}
.open{padding:18px;border-top:1px solid var(--rule);background:var(--wash)}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 14px;margin:0 0 16px;font-size:15px}
dt{color:var(--note)}
dd{margin:0;overflow-wrap:anywhere}
.panes{display:grid;grid-template-columns:minmax(0,1fr);gap:18px}
.panes.two{grid-template-columns:minmax(0,640px) minmax(0,1fr)}
.panes h3{margin:0 0 6px;font-size:14px;font-weight:600;color:var(--note)}
iframe{display:block;width:100%;height:760px;border:1px solid var(--rule);border-radius:8px;background:#fff}
pre{margin:0;padding:16px;max-height:760px;overflow:auto;border:1px solid var(--rule);border-radius:8px;
background:var(--paper);font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
white-space:pre-wrap;overflow-wrap:anywhere}
a{color:var(--sent)}
footer{padding-top:26px;padding-bottom:60px}
table{width:100%;border-collapse:collapse;background:var(--paper);border:1px solid var(--rule);border-radius:10px}
th,td{padding:10px 18px;text-align:left;border-top:1px solid var(--rule);vertical-align:top}
thead th{border-top:0;font-size:14px;color:var(--note)}
.wide{overflow-x:auto}
footer li{margin:4px 0}
footer p{margin:12px 0 0;color:var(--note);font-size:14px;overflow-wrap:anywhere}
@media (max-width:860px){
summary{grid-template-columns:minmax(0,1fr) max-content}
.way{grid-row:1;grid-column:1}time{grid-row:1;grid-column:2}
.who,.what,.became{grid-column:1/-1}
.who small{display:inline;margin-left:8px}
.what b{white-space:normal}
.panes.two{grid-template-columns:minmax(0,1fr)}
}"""
