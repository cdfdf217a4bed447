/* The looks of the desk, as text: the build then bundles nothing of anybody else's. Colours are JupyterLab's own. */
const RULES = `
.pas-Bar { margin: 4px 0 12px var(--jp-cell-prompt-width, 64px); padding-left: 8px; }
.pas-Row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 2px 0; margin: 0; }
.pas-Row button, .pas-Bet button, .pas-Start button, .pas-Notice button, .pas-Fold button {
  height: auto; min-height: 32px; line-height: 1.3; padding: 4px 14px; font-size: 14px; white-space: normal;
}
.pas-Row button[aria-disabled='true'] { filter: grayscale(1); }
.pas-Row button[hidden], .pas-Notice[hidden] { display: none; }
.pas-Bar button:focus-visible, .pas-Bet :focus-visible, .pas-Start :focus-visible, .pas-Fold button:focus-visible {
  outline: 3px solid var(--jp-brand-color1, #1976d2); outline-offset: 2px;
}
.pas-Bar .jp-mod-accept, .pas-Bet .jp-mod-accept, .pas-Start .jp-mod-accept { background: #0b57a4; color: #fff; }
.pas-Said { font-size: 14px; color: var(--jp-ui-font-color1); }
.pas-Notice {
  border: 1px solid var(--jp-border-color1); border-left: 4px solid #0b57a4; border-radius: 4px; margin: 8px 0;
  padding: 8px 12px; color: var(--jp-ui-font-color1); font-size: 14px; line-height: 1.5; max-width: 60em;
}
.pas-Notice p { margin: 0 0 8px; }
.pas-Panel .jp-OutputPrompt, .pas-Panel .jp-OutputArea-promptOverlay { display: none; }
.pas-Bet { margin: 4px 0 12px var(--jp-cell-prompt-width, 64px); padding: 4px 8px; color: var(--jp-ui-font-color1); }
.pas-Bet form { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; }
.pas-Bet label { font-size: 14px; }
.pas-Bet fieldset { border: 1px solid var(--jp-border-color1); border-radius: 4px; padding: 4px 12px 8px; }
.pas-Bet fieldset label { display: flex; gap: 8px; align-items: baseline; padding: 4px 0; }
.pas-Bet input[type='text'] {
  display: block; font-size: 14px; min-height: 32px; min-width: 18em; max-width: 100%; padding: 2px 8px;
  font-family: var(--jp-code-font-family); border: 1px solid var(--jp-ui-font-color2); border-radius: 3px;
  background: var(--jp-layout-color0); color: var(--jp-ui-font-color1);
}
.pas-Bet code { white-space: pre-wrap; }
.pas-Fold { margin: 2px 0 2px var(--jp-cell-prompt-width, 64px); padding-left: 8px; }
.pas-Notebook .pas-Plumbing > .jp-Cell-inputWrapper .jp-InputPlaceholder { display: none; }
.pas-Hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.pas-Start {
  overflow: auto; padding: 16px clamp(12px, 4vw, 40px) 64px; font-size: 15px; line-height: 1.5;
  background: var(--jp-layout-color0); color: var(--jp-ui-font-color1); font-family: var(--jp-ui-font-family);
  overflow-wrap: anywhere;
}
.pas-Start > * { max-width: 72em; }
.pas-Start h1 { font-size: 26px; margin: 8px 0 4px; }
.pas-Start h2 { font-size: 20px; margin: 28px 0 8px; }
.pas-Start h3 { font-size: 16px; margin: 0 0 4px; }
.pas-Start p { margin: 0 0 8px; }
.pas-Start a { color: var(--jp-content-link-color, #0b57a4); }
.pas-Cards {
  list-style: none; margin: 0; padding: 0; display: grid; gap: 12px;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
}
.pas-Card, .pas-Next { border: 1px solid var(--jp-border-color1); border-radius: 6px; padding: 12px 16px; margin: 0; }
.pas-Next { border-width: 2px; border-color: #0b57a4; }
.pas-Card.pas-mod-done { border-color: #17692f; }
.pas-Card progress { width: 100%; accent-color: #17692f; }
.pas-Soft { color: var(--jp-ui-font-color2); font-size: 14px; }
.pas-Start input[type='text'] {
  font-size: 15px; min-height: 32px; padding: 2px 8px; border: 1px solid var(--jp-ui-font-color2); border-radius: 3px;
  background: var(--jp-layout-color0); color: var(--jp-ui-font-color1); max-width: 100%;
}
.pas-Start label { display: block; margin: 0 0 8px; }
.pas-Start label input { display: block; margin-top: 4px; }
.pas-Start summary { cursor: pointer; padding: 4px 0; }
`;

/** Put the rules in the page, once. */
export function installStyle(): void {
  if (!document.getElementById('pas-style')) {
    const style = document.createElement('style');
    style.id = 'pas-style';
    style.textContent = RULES;
    document.head.append(style);
  }
}
