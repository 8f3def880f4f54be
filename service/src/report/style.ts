import { TONES } from './outcome-look.ts';

const tones = Object.entries(TONES)
  .map(([outcome, tone]) => `--${outcome}:${tone}`)
  .join(';');

/** The look of the report: one column, quiet, serif for reading; colours always go with a shape or a word. */
export const STYLE = `
:root{--ink:#1c2733;--soft:#51606f;--line:#d9dfe5;--paper:#fff;--page:#f4f6f8;--wash:#f7f9fb;--link:#0b5394;--warn:#8a4b00;--warnwash:#fff6e5;
${tones};--met:#1f6b3a;--not-met:#6b7682;--unknown:#1f4f99}
@media (prefers-color-scheme:dark){@media screen{:root{--ink:#e4e9ee;--soft:#a9b4c0;--line:#36424f;--paper:#1a222b;--page:#11171d;--wash:#212b35;--link:#8fc1f5;--warn:#f3c069;--warnwash:#33290f;
--prohibited:#ff9a95;--licence-required:#f2bd62;--outside-pack:#d9cd7a;--exempt:#74d3d3;--no-licence-required:#86d7a2;--not-subject:#b4c0cc;--undetermined:#9cc3ff;--unconfirmed:#d8abf5;--not-covered:#b4c0cc;--met:#86d7a2;--not-met:#9aa6b2;--unknown:#9cc3ff}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;background:var(--page)}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1.75rem 3rem;background:var(--paper);color:var(--ink);font:1rem/1.6 Charter,"Bitstream Charter",Cambria,Georgia,"Noto Serif CJK SC","Songti SC",SimSun,serif;overflow-wrap:anywhere}
.zh{font-family:"Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif}
html:lang(zh) body{line-break:strict;line-height:1.75;font-family:Charter,Georgia,"Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif}
h1,h2,h3,h4,th,dt,summary,.label,.icon-title,.check-head,figcaption,caption,footer,.tag,nav{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.05rem;font-weight:600;color:var(--soft);margin:0 0 1rem;display:flex;justify-content:space-between;gap:1rem;flex-wrap:wrap}
h1 small{font-weight:400;font-size:.85rem}
h2{font-size:1.3rem;line-height:1.35;margin:2.6rem 0 .4rem;padding-bottom:.4rem;border-bottom:2px solid var(--ink)}
h3{font-size:1.05rem;line-height:1.4;margin:1.8rem 0 .5rem}
h4{font-size:.93rem;margin:1.2rem 0 .3rem;color:var(--soft)}
p{margin:.35rem 0}
a{color:var(--link)}
.headline{border:1px solid var(--line);border-left:8px solid var(--tone);border-radius:6px;padding:1.1rem 1.3rem;background:var(--wash);display:grid;grid-template-columns:auto 1fr;gap:0 1rem;break-inside:avoid}
.headline svg{width:2.9rem;height:2.9rem;color:var(--tone)}
.headline .icon-title{font-size:1.5rem;font-weight:700;line-height:1.3;color:var(--tone);margin:.25rem 0 .5rem;padding:0;border:0}
.headline .icon-title.long{font-size:1.2rem}
.headline .words{min-width:0}
.headline .words p:first-of-type{font-size:1.06rem}
.headline .words p+p{color:var(--soft);font-size:.94rem}
.law{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.6rem 1.4rem;margin:1rem 0 .4rem;padding:.8rem 0;border-bottom:1px solid var(--line)}
.law div{min-width:0}
dt{font-size:.76rem;color:var(--soft);letter-spacing:.01em}
dd{margin:0;font-size:.95rem}
.warns{color:var(--warn);font-weight:600}
.warning{background:var(--warnwash);color:var(--warn);border-radius:4px;padding:.5rem .8rem;margin:.6rem 0;font-size:.95rem}
.zh{color:var(--soft);font-size:.93em}
.status{color:var(--soft);font-size:.9em}
.tag{display:inline-block;font-size:.75rem;border:1px solid currentColor;border-radius:3px;padding:0 .35em;color:var(--warn)}
ul.plain,ol.plain{padding-left:0;list-style:none;margin:.4rem 0}
ul.plain>li,ol.plain>li{margin:.5rem 0}
ul.cites{padding-left:1.1rem;margin:.3rem 0}ul.cites li{margin:.25rem 0}
.below{margin:.1rem 0 0;padding-left:1.7rem;color:var(--soft);font-size:.93rem}.below p{margin:.1rem 0}
.mark{display:inline-block;width:1.25rem;font-weight:700;font-family:system-ui,sans-serif}
.mark.met{color:var(--met)}.mark.not-met{color:var(--not-met)}.mark.unknown{color:var(--unknown)}
.box{display:inline-block;width:.95rem;height:.95rem;border:1.6px solid var(--unknown);border-radius:2px;margin-right:.6rem;vertical-align:-.1rem}
.questions{border:1px solid var(--line);border-left:4px solid var(--undetermined);border-radius:4px;padding:.2rem 1.1rem .6rem;margin:1rem 0;break-inside:avoid}
.questions h3{margin-top:.8rem;color:var(--undetermined)}
.check{border-top:1px solid var(--line);padding:.8rem 0 .6rem;break-inside:avoid-page}
.check-head{font-weight:600;font-size:.95rem;display:flex;gap:.5rem;flex-wrap:wrap;align-items:baseline}
.check-head .effect{color:var(--soft);font-weight:400}
.check .cite{margin:.15rem 0;font-size:.95rem}
.check .says{margin:.3rem 0 .4rem;padding-left:.8rem;border-left:2px solid var(--line);font-size:.95rem}
.check ul{list-style:none;margin:.3rem 0;padding:0;font-size:.92rem}
.check li{display:grid;grid-template-columns:1.35rem minmax(0,1.5fr) minmax(0,1fr);gap:0 .6rem;padding:.12rem 0}
.check li .used{color:var(--soft)}
sup.refs{font:.7rem system-ui,sans-serif;margin-left:.2rem}sup.refs a{text-decoration:none;padding:0 .1rem}
.scroll{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th{text-align:left;font-size:.78rem;color:var(--soft);font-weight:600;border-bottom:1px solid var(--ink);padding:.3rem .7rem .3rem 0;vertical-align:bottom}
th,td{overflow-wrap:break-word}td.unbroken,th.unbroken{white-space:nowrap}
td{border-bottom:1px solid var(--line);padding:.35rem .7rem .35rem 0;vertical-align:top;font-variant-numeric:tabular-nums}
caption{text-align:left;font-size:.85rem;color:var(--soft);padding:.2rem 0}
.outcome{font-weight:600;color:var(--tone);white-space:nowrap}
.tree,.tree ul{list-style:none;margin:.2rem 0;padding-left:1.1rem;font-size:.94rem}.tree{padding-left:0}
.tree ul{border-left:1px solid var(--line);margin-left:.35rem}.tree li{padding:.12rem 0}.tree .detail{color:var(--soft);margin-left:.5rem}
figure{margin:.8rem 0;break-inside:avoid}
figure .canvas{background:#fff;border:1px solid var(--line);border-radius:4px;overflow-x:auto;padding:.4rem}
figure svg{display:block;width:100%;min-width:38rem;height:auto}
figcaption{font-size:.85rem;color:var(--soft);margin:.35rem 0}
details{margin:.6rem 0;border:1px solid var(--line);border-radius:4px;padding:0 1rem}summary{cursor:pointer;padding:.6rem 0;font-size:.92rem;color:var(--link)}
figure details{border:0;margin:0;padding:0}figure summary{padding:.2rem 0;font-size:.85rem}
.sources{font-size:.86rem;padding-left:2rem}.sources li{margin:.15rem 0}
footer{margin-top:2.5rem;padding-top:.8rem;border-top:1px solid var(--line);font-size:.82rem;color:var(--soft)}
article+article{margin-top:3rem;padding-top:1rem;border-top:4px double var(--line)}
.timeline text{font:13px system-ui,"Noto Sans CJK SC","PingFang SC",sans-serif;fill:#1c2733}
.timeline .lane{font-weight:600}.timeline .date,.timeline .asked{font-size:12px;fill:#3d4a57}.timeline .asked{font-weight:600;fill:#1c2733}
.timeline .tick{stroke:#8b97a3}.timeline .now{stroke:#1c2733;stroke-width:1.6;stroke-dasharray:4 3}
.timeline .bar{stroke:#fff;stroke-width:1}.timeline text.in{fill:#fff;font-weight:600;font-size:12px}
.bar.prohibited{fill:#8e1b1f}.bar.licence-required{fill:#b26a00}.bar.outside-pack{fill:#7a6c14}.bar.exempt{fill:#0b6568}.bar.no-licence-required{fill:#2f7d4b}.bar.not-subject{fill:#6b7a89}.bar.undetermined{fill:#2f62b3}
.timeline text.in.licence-required{fill:#fff}
@media (max-width:36rem){body{padding:1rem .9rem 2rem}.headline{padding:.9rem;grid-template-columns:1fr}.headline svg{width:2.2rem;height:2.2rem}.headline .icon-title{font-size:1.25rem}.headline .icon-title.long{font-size:1.08rem}
.check li{grid-template-columns:1.35rem minmax(0,1fr)}.check li .used{grid-column:2}
.stacks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stacks,.stacks tbody,.stacks tr,.stacks td{display:block}.stacks tr{border-bottom:1px solid var(--line);padding:.4rem 0}.stacks td,.stacks td.unbroken{white-space:normal;border:0;padding:.1rem 0}.stacks td::before{content:attr(data-label);display:block;font:.74rem system-ui,"Noto Sans CJK SC",sans-serif;color:var(--soft)}}
@page{size:A4;margin:17mm 16mm 18mm}
@media print{html,body{background:#fff}html{font-size:10.5pt}body{max-width:none;padding:0}a{color:inherit;text-decoration:none}h2,h3,h4,.check-head{break-after:avoid}
.headline,figure .canvas,.bar,.timeline{print-color-adjust:exact;-webkit-print-color-adjust:exact}figure svg{min-width:0}.scroll,figure .canvas{overflow:visible}
details::details-content{content-visibility:visible;display:block;height:auto}details:not([open])>*{display:block}summary{display:none!important}.check,.questions{break-inside:auto}.check li,.check .says,tr{break-inside:avoid}details.trace{border:0;padding:0;font-size:8pt;line-height:1.4}details.trace .check{padding:.25rem 0}details.trace .check *{font-size:8pt}details.trace .check li{padding:0}details.trace p,details.trace ul{margin:.1rem 0!important}.sources{font-size:8pt}.sources a{word-break:break-all}}
`;
