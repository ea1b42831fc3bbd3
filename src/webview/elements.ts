/** A new element; its text may be in any script. */
export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) {
    made.textContent = text;
    made.dir = 'auto';
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
