import { metrics, widgetSpec } from '../../../src/dashboards';

/** What people did, by kind. */
export const activityMix = widgetSpec({
  title: 'sales.activityMix.title',
  hint: 'sales.activityMix.hint',
  needs: ['activities.read'],
  size: { w: 5, h: 5 },
  queries: {
    byOwner: metrics(
      [
        'activities.count',
        'activities.calls',
        'activities.emails',
        'activities.meetings',
        'activities.demos',
      ],
      { by: ['owner'], order: { by: 'activities.count', direction: 'desc' }, limit: 12 },
    ),
  },
});
