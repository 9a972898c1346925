// What a plugin declares itself with. Nothing here needs a browser.
export { type CallShape, call, metrics } from './metrics';
export { definePlugin, type SettingsProps, type WidgetProps, widget, widgetSpec } from './plugin';
