import type { Density } from '../../../lib/list-state';

/** A list by name: what it is narrowed to, in which order, with which columns. */
export interface SavedView {
  id: string;
  name: string;
  /** Who made it. */
  profileId: string;
  teamId: string | null;
  forAll: boolean;
  search: string;
  mine: boolean;
  filters: Record<string, string[]>;
  sort: string | null;
  columns: string[] | null;
  density: Density | null;
}

/** How the reader lays out a list. */
export interface ListLayout {
  /** null for the usual ones. */
  columns: string[] | null;
  /** Pixels by column. */
  widths: Record<string, number>;
  density: Density | null;
  /** The view that the list opens with. */
  viewId: string | null;
}

export const usualLayout: ListLayout = { columns: null, widths: {}, density: null, viewId: null };
