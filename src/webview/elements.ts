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

/** Something that is clicked like a link and acts here. */
export function link(label: string, act: () => void): HTMLAnchorElement {
  const made = document.createElement('a');
  made.href = '#';
  made.textContent = label;
  made.addEventListener('click', (event) => {
    event.preventDefault();
    act();
  });
  return made;
}

/** A part of a page under a heading. */
export function section(title: string, ...content: readonly Node[]): HTMLElement {
  const part = element('section', '');
  part.append(element('h2', '', title), ...content);
  return part;
}
