import { Link } from 'react-router';
import './facts.css';

export interface Fact {
  key: string;
  label: string;
  /** The figure in words. */
  text: string;
  /** A word more on it. */
  note?: string;
  /** The rows behind it. */
  href?: string;
}

/** A few figures beside one another, above what a widget shows of them in detail. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul className="at-facts">
      {facts.map(({ key, label, text, note, href }) => {
        const figure = <bdi className="at-facts-figure">{text}</bdi>;
        return (
          <li key={key}>
            <span className="at-facts-label">{label}</span>
            <span className="at-facts-line">
              {href ? (
                <Link to={href} aria-label={`${label}: ${text}`}>
                  {figure}
                </Link>
              ) : (
                figure
              )}
              {note ? <bdi className="at-facts-note">{note}</bdi> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
