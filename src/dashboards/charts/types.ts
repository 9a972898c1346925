/** A point of a chart: what it is called, how large it is, and where its rows are. */
export interface Point {
  key: string;
  label: string;
  value: number;
  text: string;
  href?: string;
  /** A part of the value that is drawn in full colour, the rest fainter. */
  part?: number;
  partText?: string;
  /** The same of another time, drawn faintly beside it. */
  before?: { value: number; text: string };
  /** Written above a bar, at its end. */
  note?: string;
}

export interface ChartProps {
  /** What the chart shows, for readers. */
  label: string;
  points: readonly Point[];
  /** What the value is called. */
  name: string;
  /** What the part is called. */
  partName?: string;
  /** What the value of the other time is called. */
  beforeName?: string;
  /** What the points are. */
  pointsName: string;
}

export interface ColumnsProps extends ChartProps {
  /** The axis' figures, short. */
  short: (value: number) => string;
}
