/**
 * The statements of a SQL file, each without its closing semicolon, comments kept, as the Supabase CLI records them. Knows
 * quotes, dollar quotes, comments (nested ones too) and SQL function bodies between BEGIN ATOMIC and END.
 */
export function splitSql(text: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let at = 0;
  let atomic = 0;
  const finish = (end: number) => {
    const statement = text.slice(start, end).trim();
    if (statement !== '') statements.push(statement);
    start = end + 1;
  };
  while (at < text.length) {
    const skipped = skipQuoted(text, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const word = /^[A-Za-z_][\w$]*/.exec(text.slice(at, at + 64))?.[0];
    if (word) {
      atomic = depthAfter(text, at, word.toLowerCase(), atomic);
      at += word.length;
      continue;
    }
    if (text[at] === ';' && atomic === 0) finish(at);
    at += 1;
  }
  finish(text.length);
  return statements;
}

/** How deep in a body between BEGIN ATOMIC and END we are after a word; CASE … END nests in it. */
function depthAfter(text: string, at: number, word: string, depth: number): number {
  if (word === 'begin' && /^begin\s+atomic\b/i.test(text.slice(at, at + 64))) return depth + 1;
  if (depth > 0 && word === 'case') return depth + 1;
  if (depth > 0 && word === 'end') return depth - 1;
  return depth;
}

/** The position after the quote or comment that begins here; the same position when none begins. */
function skipQuoted(text: string, at: number): number {
  const rest = (length: number) => text.slice(at, at + length);
  if (rest(2) === '--') return after(text, '\n', at);
  if (rest(2) === '/*') return skipComment(text, at);
  if (text[at] === '"') return skipUntilQuote(text, at + 1, '"', false);
  if (text[at] === "'")
    return skipUntilQuote(text, at + 1, "'", /(^|[^\w$])[eE]$/.test(text.slice(Math.max(0, at - 2), at)));
  const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(rest(66))?.[0];
  if (tag && !/[\w$]/.test(text[at - 1] ?? ' ')) return after(text, tag, at + tag.length);
  return at;
}

function skipUntilQuote(text: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from; at < text.length; at++) {
    if (escapes && text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function skipComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const two = text.slice(at, at + 2);
    if (two === '/*') depth++;
    else if (two === '*/') depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
