// Named grids and how their cells are dealt out to tiles: as layouts/grid.cpp does it, so that the
// editor shows what the wall will. Pure.

export const MOST = 16; // columns or rows of a grid

export interface Cell { column: number; row: number; columns: number; rows: number }
export interface Grid { name: string; columns: number; rows: number; equal: boolean; cells: Cell[] }

const CLASSICS: Record<string, { side: number; big: Cell[] }> = {
  '1+5': { side: 3, big: [{ column: 0, row: 0, columns: 2, rows: 2 }] },
  '1+7': { side: 4, big: [{ column: 0, row: 0, columns: 3, rows: 3 }] },
  '2+8': { side: 4, big: [{ column: 0, row: 0, columns: 2, rows: 2 }, { column: 2, row: 0, columns: 2, rows: 2 }] },
  '1+12': { side: 4, big: [{ column: 1, row: 1, columns: 2, rows: 2 }] },
};
export const CLASSIC_NAMES = Object.keys(CLASSICS);

const inside = (cell: Cell, column: number, row: number): boolean =>
  column >= cell.column && column < cell.column + cell.columns && row >= cell.row && row < cell.row + cell.rows;

export function grid_named(name: string): Grid | null {
  const classic = Object.prototype.hasOwnProperty.call(CLASSICS, name) ? CLASSICS[name]! : null;
  const plain = /^([1-9]|1[0-6])x([1-9]|1[0-6])$/.exec(name);
  if (!classic && !plain) return null;
  const columns = classic ? classic.side : Number(plain![1]);
  const rows = classic ? classic.side : Number(plain![2]);
  const cells = classic ? [...classic.big] : [];
  for (let row = 0; row < rows; ++row) {
    for (let column = 0; column < columns; ++column) {
      if (!classic?.big.some((big) => inside(big, column, row))) cells.push({ column, row, columns: 1, rows: 1 });
    }
  }
  return { name, columns, rows, equal: !classic, cells };
}

// Deals out a grid's cells to tiles in their order: after the last one, else from the start.
export class Placer {
  #taken = new Set<number>();
  #next = 0;
  constructor(private readonly grid: Grid) {}

  place(columns: number, rows: number): Cell | null {
    const count = this.grid.cells.length;
    for (let step = 0; step < count; ++step) {
      const at = (this.#next + step) % count;
      const cell = { ...this.grid.cells[at]! };
      if (this.grid.equal) Object.assign(cell, { columns, rows });
      else if (columns !== 1 || rows !== 1) continue;
      if (cell.column + cell.columns > this.grid.columns || cell.row + cell.rows > this.grid.rows) continue;
      if (!this.#free(cell)) continue;
      this.#each(cell, (key) => this.#taken.add(key));
      this.#next = at + 1;
      return cell;
    }
    return null;
  }
  free_cells(): Cell[] { return this.grid.cells.filter((cell) => this.#free(cell)); }

  #free(cell: Cell): boolean {
    let free = true;
    this.#each(cell, (key) => { free = free && !this.#taken.has(key); });
    return free;
  }
  #each(cell: Cell, visit: (key: number) => void): void {
    for (let row = cell.row; row < cell.row + cell.rows; ++row) {
      for (let column = cell.column; column < cell.column + cell.columns; ++column) visit(row * MOST + column);
    }
  }
}

export interface Unit { x: number; y: number; width: number; height: number } // parts of a whole

const edge = (k: number, n: number, length: number, gap: number): number => Math.floor((2 * k * (length + gap) + n) / (2 * n));

// A cell as a part of its display, the gaps in pixels of it left free.
export function cell_unit(grid: Grid, cell: Cell, size: { width: number; height: number }, gap: number): Unit {
  const x = edge(cell.column, grid.columns, size.width, gap);
  const y = edge(cell.row, grid.rows, size.height, gap);
  const right = edge(cell.column + cell.columns, grid.columns, size.width, gap) - gap;
  const bottom = edge(cell.row + cell.rows, grid.rows, size.height, gap) - gap;
  return { x: x / size.width, y: y / size.height, width: (right - x) / size.width, height: (bottom - y) / size.height };
}

// The largest gap that leaves every cell a pixel; below 0: the display is too small for the grid.
export function largest_gap(grid: Grid, size: { width: number; height: number }): number {
  const along = (n: number, length: number): number => length < n ? -1 : n === 1 ? length : Math.floor((length - n) / (n - 1));
  return Math.min(along(grid.columns, size.width), along(grid.rows, size.height));
}

// The cells that a rectangle covers best: where a free tile goes when it joins the grid, and what
// a tile of the grid is resized to.
export function cells_under(grid: Grid, unit: Unit): Cell {
  const along = (from: number, length: number, n: number): [number, number] => {
    const first = Math.min(n - 1, Math.max(0, Math.round(from * n)));
    return [first, Math.max(1, Math.min(n - first, Math.round((from + length) * n) - first))];
  };
  const [column, columns] = along(unit.x, unit.width, grid.columns);
  const [row, rows] = along(unit.y, unit.height, grid.rows);
  return { column, row, columns, rows };
}
