export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) {
    made.textContent = text;
    made.dir = 'auto'; // titles come in every script
  }
  return made;
}

export function button(label: string, className: string, act?: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = label;
  if (act) made.addEventListener('click', act);
  return made;
}

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
