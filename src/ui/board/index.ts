export { CardFrame } from './CardFrame';
export { default as Columns } from './Columns';
export { addCards, keepLoaded, placeOf } from './columns';
export { default as OneColumn } from './OneColumn';
export type { BoardCard, BoardColumn, BoardLook, CardSlot, CardStack, Place } from './types';
export { type BoardKind, useBoard } from './useBoard';
export { useMoveActions } from './useMoveActions';
