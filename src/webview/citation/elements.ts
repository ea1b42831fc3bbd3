import { element } from '../elements.ts';

/** A control with its label, which a screen reader reads with it. */
export function field(name: string, control: HTMLInputElement, className: string): HTMLElement {
  const row = element('div', className);
  const label = document.createElement('label');
  const words = element('span', '', name);
  if (control.type === 'text') {
    control.id = `field-${++count}`;
    label.htmlFor = control.id;
    label.append(words);
    row.append(label, control);
  } else {
    label.append(control, words);
    row.append(label);
  }
  return row;
}

let count = 0;
