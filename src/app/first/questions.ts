import { keptSession } from './session';

/** A request for reading, as the app sends it, without who asks. */
export interface Question {
  url: string;
  headers: [name: string, value: string][];
}

/** What somebody's pages asked when they were opened. Questions alone: no answer is ever kept. */
interface Kept {
  user: string;
  /** What is asked whatever the page. */
  always: Question[];
  /** By address, the one that was opened last at the end. */
  pages: [address: string, questions: Question[]][];
}

const key = 'atrium.questions';
const mostPages = 12;
const mostQuestions = 12;
/** Milliseconds after a page's first question for which others are taken for what opening it needs. */
const opening = 4_000;

const addressNow = () => `${location.pathname}${location.search}`;

function read(user: string): Kept {
  const none: Kept = { user, always: [], pages: [] };
  try {
    const kept: Kept | null = JSON.parse(localStorage.getItem(key) ?? 'null');
    return kept?.user === user && Array.isArray(kept.always) && Array.isArray(kept.pages) ? kept : none;
  } catch {
    return none;
  }
}

/** What this person's app asked last time when this address was opened. */
export function questionsFor(user: string, address: string = addressNow()): Question[] {
  const { always, pages } = read(user);
  return [...always, ...(pages.find(([known]) => known === address)?.[1] ?? [])];
}

function keep(change: (kept: Kept) => Kept): void {
  const user = keptSession()?.user;
  if (!user) return;
  try {
    localStorage.setItem(key, JSON.stringify(change(read(user))));
  } catch {
    // A browser that keeps nothing asks when the app is there.
  }
}

/** Forgets what anybody asked; to be called when a session ends. */
export function forgetQuestions(): void {
  noted.clear();
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be removed, nothing was kept.
  }
}

const noted = new Map<string, Question[]>();
const closed = new Set<string>();
let always: Question[] | undefined;

const sameAs = (one: Question) => (other: Question) => one.url === other.url;

/** Takes down what the page at the present address asks while it opens. */
export function noteQuestion(question: Question): void {
  const address = addressNow();
  if (closed.has(address) || always?.some(sameAs(question))) return;
  const known = noted.get(address);
  if (known) {
    if (known.length < mostQuestions && !known.some(sameAs(question))) known.push(question);
    return;
  }
  noted.set(address, [question]);
  setTimeout(() => keepNoted(address), opening);
}

/** Keeps what was taken down of a page that is open by now; what it asks from here on is no part of opening it. */
export function keepNoted(address: string = addressNow()): void {
  const questions = noted.get(address);
  if (closed.has(address) || !questions) return;
  closed.add(address);
  if (questions.length === 0) return;
  const page: Kept['pages'][number] = [address, questions];
  keep((kept) => ({
    ...kept,
    pages: [...kept.pages.filter(([known]) => known !== address), page].slice(-mostPages),
  }));
}

/** Has what was asked up to now be asked on every page: who it is, what they may, how they like it. */
export function askAlways(): void {
  if (always) return;
  const asked = [...noted.values()].flat();
  always = asked;
  for (const questions of noted.values()) questions.length = 0;
  keep((kept) => ({ ...kept, always: asked }));
}
