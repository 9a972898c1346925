// What a plugin declares itself with. Nothing here needs a browser.
export { metrics } from './metrics';
export { definePlugin, type WidgetProps, widget, widgetSpec } from './plugin';
