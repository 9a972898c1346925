export { BoardPage } from './BoardPage';
export { CardFrame } from './CardFrame';
export { addCards, keepLoaded, placeOf } from './columns';
export type { BoardCard, BoardColumn, BoardLook, CardSlot, CardStack, Place } from './types';
export { type BoardKind, useBoard } from './useBoard';
export { useMoveActions } from './useMoveActions';
