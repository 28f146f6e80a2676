/** HTML from texts: what is put into the template is escaped unless it is HTML already. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Part[] | null | undefined | false;

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + toText(parts[index - 1]) + string));
}

function toText(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map(toText).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function page(title: string, body: Html): string {
  return `<!doctype html>${
    html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark"><title>${title}</title><style>${new Html(style)}</style></head><body>${body}</body></html>`
      .text
  }`;
}

const style = `
:root { --back: #14161a; --panel: #1c1f25; --line: #2c313a; --text: #d7dbe0; --dim: #8b94a1; --accent: #6cb6ff; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
h1 { font-size: 1.5rem; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: .95rem; margin: 1rem 0 .3rem; }
p { margin: .3rem 0; } .dim { color: var(--dim); }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: .6rem; overflow-x: auto; margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--dim); font-weight: normal; }
details { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; margin: .35rem 0; }
details > div { padding: 0 .8rem .8rem; }
summary { cursor: pointer; padding: .45rem .8rem; display: flex; gap: .7rem; align-items: baseline; flex-wrap: wrap; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:focus-visible { outline: 2px solid var(--accent); }
.method { display: inline-block; min-width: 3.8rem; font: 600 12px ui-monospace, monospace; }
.GET { color: #6cb6ff; } .POST { color: #7ee2a8; } .PUT, .PATCH { color: #f2c46d; } .DELETE { color: #ff8b8b; }
.later code { color: var(--dim); } .tag { font-size: 12px; border: 1px solid var(--line); border-radius: 4px; padding: 0 .4rem; color: var(--dim); }
nav { display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin: .8rem 0; }
`;
