/** Whose quota or forecast something is. */
export interface Whose {
  whose: 'organisation' | 'team' | 'person';
  label: string | null;
}

/** What they are called; a plain word for whom the reader may not know by name. */
export const nameOfWhose = ({ whose, label }: Whose, t: (key: string) => string): string =>
  label ?? t(`sales.whose.${whose}`);
