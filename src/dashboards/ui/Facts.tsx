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
    <ul className="at-figures">
      {facts.map(({ key, label, text, note, href }) => {
        const figure = <bdi className="at-figures-figure">{text}</bdi>;
        return (
          <li key={key}>
            <span className="at-figures-label">{label}</span>
            <span className="at-figures-line">
              {href ? (
                <Link to={href} aria-label={`${label}: ${text}`}>
                  {figure}
                </Link>
              ) : (
                figure
              )}
              {note ? <bdi className="at-figures-note">{note}</bdi> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
