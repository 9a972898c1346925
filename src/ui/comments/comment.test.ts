import { expect, it } from 'vitest';
import { mentionedIn, piecesOf, readComments } from './comment';

const ann = { id: '1', name: 'Ann' };
const anna = { id: '2', name: 'Ann Abel' };

it('mentions those of the chosen who still stand in the text, each once', () => {
  expect(mentionedIn('@Ann Abel, call', [anna, anna])).toEqual(['2']);
  expect(mentionedIn('call', [ann])).toEqual([]);
});

it('takes a text apart at its mentions, the longer name first, and loses nothing', () => {
  const text = 'Hi @Ann Abel and @Ann!';
  const pieces = piecesOf(text, [ann, anna]);
  expect(pieces.filter(({ mention }) => mention).map((piece) => piece.text)).toEqual(['@Ann Abel', '@Ann']);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(piecesOf('', [ann])).toEqual([]);
});

it('refuses what is no page of comments', () => {
  expect(() => readComments(null)).toThrow(TypeError);
});
