import { createContext, useContext } from 'react';

/** How a row's cells are changed where none can be pointed at: by the row's menu. */
export interface ChangeRow {
  /** Whether any of what the row shows may be changed by this reader. */
  may: (row: object) => boolean;
  open: (id: string) => void;
}

const ChangeRowContext = createContext<ChangeRow | null>(null);

/** Stands about the rows of a list that are changed by their menus; null where they are not. */
export const ChangeRowProvider = ChangeRowContext.Provider;

/** How the row that asks is changed by its menu, where it stands in a list that offers so. */
export const useChangeRow = (): ChangeRow | null => useContext(ChangeRowContext);
