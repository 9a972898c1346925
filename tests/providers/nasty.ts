import fc from 'fast-check';

/** Texts in which something could be taken for an operator, a wildcard, a quote or an end. */
export const nastyTexts = [
  'plain',
  'PLAIN',
  'a,b',
  'say "hi"',
  "O'Brien",
  'back\\slash',
  'ends in \\',
  '100%',
  '100x',
  'under_score',
  'underXscore',
  'star*star',
  'starXstar',
  '*',
  '(paren)',
  'un(balanced',
  '{brace}',
  '[bracket]',
  'id.eq.5',
  'not.is.null',
  'or(name.eq.x)',
  'null',
  'NULL',
  'true',
  ' leading',
  'trailing ',
  'two\nlines',
  'tab\there',
  'a+b&c=d?e#f',
  '%2C%22',
  '^start$',
  'a|b',
  'شرکت نمونه',
  '东方贸易（上海）',
  'Éclair',
  'éclair',
  '🎉 party',
];

const letters = [...'aAbB,."\'\\%_*(){}[]:;-+&=#?^$|! \n', 'ش', 'é', 'É', '东', '🎉'];

/** One of the texts above, a part of one, or some of their letters. */
export const nasty: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nastyTexts),
  fc
    .tuple(fc.constantFrom(...nastyTexts), fc.nat(8), fc.nat(8))
    .map(([text, from, length]) => [...text].slice(from, from + length).join('')),
  fc.array(fc.constantFrom(...letters), { maxLength: 4 }).map((some) => some.join('')),
);
