/** The password mail in each language: subject, what happened, the button, and what to do when one did not ask for it. */
export interface MailText {
  direction: 'ltr' | 'rtl';
  subject: string;
  greeting: string;
  body: string;
  action: string;
  note: string;
}

export const recoveryTexts: Record<string, MailText> = {
  en: {
    direction: 'ltr',
    subject: 'Choose a new password for Atrium',
    greeting: 'Hello,',
    body: 'Somebody, probably you, asked for a new password for your Atrium account. Choose it here:',
    action: 'Choose a new password',
    note: 'The link works once, for one hour. If you did not ask for it, you need not do anything: your password stays as it is.',
  },
  'zh-CN': {
    direction: 'ltr',
    subject: '为 Atrium 设置新密码',
    greeting: '您好：',
    body: '我们收到了为您的 Atrium 账号设置新密码的请求。请点击这里设置：',
    action: '设置新密码',
    note: '链接一小时内有效，且只能使用一次。如果这不是您本人的操作，请忽略此邮件，您的密码不会改变。',
  },
  'zh-TW': {
    direction: 'ltr',
    subject: '為 Atrium 設定新密碼',
    greeting: '您好：',
    body: '我們收到為您的 Atrium 帳號設定新密碼的要求。請點選這裡設定：',
    action: '設定新密碼',
    note: '連結一小時內有效，且只能使用一次。若這不是您本人的操作，請忽略這封信，您的密碼不會變更。',
  },
  fa: {
    direction: 'rtl',
    subject: 'انتخاب گذرواژهٔ تازه برای آتریوم',
    greeting: 'سلام،',
    body: 'برای حساب شما در آتریوم درخواست گذرواژهٔ تازه رسیده است. از اینجا آن را انتخاب کنید:',
    action: 'انتخاب گذرواژهٔ تازه',
    note: 'این پیوند تا یک ساعت و فقط یک بار کار می‌کند. اگر شما درخواست نکرده‌اید، کاری لازم نیست: گذرواژهٔ شما همان که بود می‌ماند.',
  },
};
