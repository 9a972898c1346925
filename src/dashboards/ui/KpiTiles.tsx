import type { ReactNode } from 'react';
import type { Metric } from '../keys';
import type { DashboardState } from '../period';
import { KpiTile, type Target, type TileAnswer } from './KpiTile';

/** The course of figures: a row for each bucket of time. */
interface CourseAnswer<M extends Metric> {
  rows: readonly ({ readonly [K in M]: number | null } & { time: string | null })[];
  today: string;
}

/** Figures beside one another, each with its course; further tiles stand after them. */
export function KpiTiles<M extends Metric>({
  metrics,
  answer,
  course,
  state,
  targets = {},
  children,
}: {
  metrics: readonly M[];
  answer: TileAnswer<M>;
  course: CourseAnswer<M>;
  state: DashboardState;
  /** What some of them are to reach. */
  targets?: Partial<Record<M, Target | null>>;
  children?: ReactNode;
}) {
  // Buckets that are still to come have nothing to show.
  const past = course.rows.filter((row) => row.time !== null && row.time <= course.today);
  return (
    <div className="at-kpis">
      {metrics.map((metric) => (
        <KpiTile
          key={metric}
          metric={metric}
          answer={answer}
          state={state}
          course={past.map((row) => row[metric])}
          target={targets[metric]}
        />
      ))}
      {children}
    </div>
  );
}
