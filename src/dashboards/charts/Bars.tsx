import { Tooltip } from 'antd';
import { Link } from 'react-router';
import type { ChartProps, Point } from './types';
import './bars.css';

const share = (value: number, of: number) => `${of > 0 ? (Math.max(0, value) / of) * 100 : 0}%`;

function Bar({ point, most }: { point: Point; most: number }) {
  const { value, part = value } = point;
  return (
    <span className="at-stack-track" aria-hidden>
      <span className="at-stack-part" style={{ inlineSize: share(Math.min(part, value), most) }} />
      <span className="at-stack-rest" style={{ inlineSize: share(value - part, most) }} />
    </span>
  );
}

/**
 * Figures below one another, from the side where reading begins; a part of each in full colour, the rest fainter. Names
 * and figures stand in lines of their own above the bars, so that they have room in every language and on every screen.
 */
export function Bars({ label, points, name, partName }: ChartProps) {
  const most = Math.max(...points.map(({ value }) => value), 0);
  return (
    <ul className="at-stack" aria-label={label}>
      {points.map((point) => {
        const told = [
          [name, point.text],
          [partName, point.partText],
        ].filter((line): line is [string, string] => Boolean(line[0] && line[1]));
        return (
          <li key={point.key}>
            <div className="at-stack-head">
              {point.href ? (
                <Link to={point.href}>
                  <bdi>{point.label}</bdi>
                </Link>
              ) : (
                <bdi>{point.label}</bdi>
              )}
              <span className="at-stack-note">{point.note ?? point.text}</span>
            </div>
            <span className="at-hidden">{told.map(([what, text]) => `${what}: ${text}`).join('; ')}</span>
            <Tooltip
              title={told.map(([what, text]) => (
                <div key={what}>
                  {what}: <bdi>{text}</bdi>
                </div>
              ))}
            >
              <div className="at-stack-line">
                <Bar point={point} most={most} />
              </div>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
