import type { NotificationProvider } from '@refinedev/core';
import type { useAppProps } from 'antd/es/app/context';

/**
 * Refine's notifications as antd's: successes are short and small, errors stay until read.
 * @param app what `App.useApp()` gives
 * @param errorText turns an i18n key of ours, as our errors carry it in `description`, into words
 */
export function createNotificationProvider(
  { message, notification }: useAppProps,
  words: (key: string) => string,
): NotificationProvider {
  return {
    open: ({ key, message: title, description, type }) => {
      if (type === 'error') {
        const more = description?.startsWith('errors.') ? words(description) : description;
        // Refine names the error's message as description and its own sentence as message, or the other way round.
        const head = title.startsWith('errors.') ? words(title) : title;
        notification.error({ key, title: head, description: more === head ? undefined : more, duration: 8 });
      } else void message.open({ key, type: 'success', content: title, duration: 2 });
    },
    close: (key) => {
      message.destroy(key);
      notification.destroy(key);
    },
  };
}
