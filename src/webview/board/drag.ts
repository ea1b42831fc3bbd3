/** Lets cards be dragged from column to column; tells which card was dropped on which status. */
export function dragging(board: HTMLElement, dropped: (key: string, status: string) => void): void {
  let dragged: HTMLElement | undefined;
  const columnOf = (target: EventTarget | null) => (target as Element | null)?.closest<HTMLElement>('.column');
  const mark = (column: HTMLElement | null | undefined) => {
    for (const each of board.querySelectorAll('.column.isTarget'))
      if (each !== column) each.classList.remove('isTarget');
    column?.classList.add('isTarget');
  };
  board.addEventListener('dragstart', (event) => {
    dragged = (event.target as Element).closest<HTMLElement>('.card') ?? undefined;
    if (!dragged || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.dataset['key'] ?? '');
    dragged.classList.add('isDragged');
  });
  board.addEventListener('dragover', (event) => {
    const column = columnOf(event.target);
    const isOther = dragged && column && column !== columnOf(dragged);
    mark(isOther ? column : undefined);
    if (!isOther) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
  });
  board.addEventListener('drop', (event) => {
    const column = columnOf(event.target);
    const key = dragged?.dataset['key'];
    if (!column || key === undefined || column === columnOf(dragged ?? null)) return;
    event.preventDefault();
    dropped(key, column.dataset['status'] ?? '');
  });
  board.addEventListener('dragend', () => {
    dragged?.classList.remove('isDragged');
    dragged = undefined;
    mark(undefined);
  });
}
