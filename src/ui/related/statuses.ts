import type { Tone } from '../StatusTag';

/** How the statuses of the records that hang on others look; their words are `related.<kind>.<value>`. */
export const orderTones: Record<string, Tone> = {
  draft: 'neutral',
  confirmed: 'info',
  shipped: 'waiting',
  delivered: 'good',
  cancelled: 'bad',
  returned: 'warning',
};
export const ticketTones: Record<string, Tone> = {
  new: 'info',
  open: 'waiting',
  pending: 'neutral',
  solved: 'good',
  closed: 'neutral',
};
export const dealTones: Record<string, Tone> = { open: 'info', won: 'good', lost: 'bad' };
