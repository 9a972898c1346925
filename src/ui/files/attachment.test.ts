import { expect, test } from 'vitest';
import { previewOf, refusalOf, typeOf } from './attachment';

const limits = { most_bytes: 100, types: ['application/pdf', 'text/csv', 'image/png'] };

test('the type of a file goes by its name, and by the browser only where that says nothing', () => {
  expect(typeOf({ name: 'Offer.PDF', type: '' })).toBe('application/pdf');
  expect(typeOf({ name: 'rows.csv', type: 'application/vnd.ms-excel' })).toBe('text/csv');
  expect(typeOf({ name: 'scan', type: 'image/png' })).toBe('image/png');
  expect(typeOf({ name: 'note', type: 'text/plain;charset=utf-8' })).toBe('text/plain');
  expect(typeOf({ name: 'README', type: '' })).toBe('');
});

test('what the database would refuse is refused before it is sent', () => {
  expect(refusalOf({ name: 'a.pdf', type: '', size: 100 }, limits)).toBeNull();
  expect(refusalOf({ name: 'a.pdf', type: '', size: 101 }, limits)).toBe('errors.file_size');
  expect(refusalOf({ name: 'a.pdf', type: '', size: 0 }, limits)).toBe('errors.file_size');
  expect(refusalOf({ name: 'a.html', type: 'text/html', size: 1 }, limits)).toBe('errors.file_type');
  // its name says what it is, whatever else is said
  expect(refusalOf({ name: 'a.mp3', type: 'image/png', size: 1 }, limits)).toBe('errors.file_type');
});

test('pictures, PDF and plain text can be looked at; what a browser would run cannot', () => {
  expect(previewOf('image/jpeg')).toBe('picture');
  expect(previewOf('application/pdf')).toBe('pdf');
  expect(previewOf('text/csv')).toBe('text');
  expect(previewOf('image/svg+xml')).toBeNull();
  expect(previewOf('text/html')).toBeNull();
});
