/** What an invitation's mail says in a language; `{{who}}` is the organiser. */
export interface InvitationTexts {
  direction: 'ltr' | 'rtl';
  subject: Record<'asked' | 'changed' | 'cancelled', string>;
  intro: Record<'asked' | 'changed' | 'cancelled', string>;
  what: string;
  when: string;
  where: string;
  /** The link to the app. */
  open: string;
  answers: Record<'accepted' | 'tentative' | 'declined', string>;
}

export const invitationTexts: Record<string, InvitationTexts> = {
  en: {
    direction: 'ltr',
    subject: { asked: 'Invitation', changed: 'Changed', cancelled: 'Called off' },
    intro: {
      asked: '{{who}} invites you to a meeting.',
      changed: '{{who}} changed a meeting. It is now:',
      cancelled: '{{who}} called this meeting off, or you no longer take part.',
    },
    what: 'What',
    when: 'When',
    where: 'Where',
    open: 'Answer in Atrium',
    answers: { accepted: 'Yes, I come', tentative: 'Maybe', declined: 'No' },
  },
  'zh-CN': {
    direction: 'ltr',
    subject: { asked: '邀请', changed: '已更改', cancelled: '已取消' },
    intro: {
      asked: '{{who}} 邀请您参加会议。',
      changed: '{{who}} 更改了会议，现安排如下：',
      cancelled: '{{who}} 取消了这次会议，或您不再参加。',
    },
    what: '主题',
    when: '时间',
    where: '地点',
    open: '在 Atrium 中答复',
    answers: { accepted: '参加', tentative: '可能参加', declined: '不参加' },
  },
  'zh-TW': {
    direction: 'ltr',
    subject: { asked: '邀請', changed: '已變更', cancelled: '已取消' },
    intro: {
      asked: '{{who}} 邀請您參加會議。',
      changed: '{{who}} 變更了會議，現安排如下：',
      cancelled: '{{who}} 取消了這場會議，或您不再參加。',
    },
    what: '主旨',
    when: '時間',
    where: '地點',
    open: '在 Atrium 中回覆',
    answers: { accepted: '參加', tentative: '可能參加', declined: '不參加' },
  },
  fa: {
    direction: 'rtl',
    subject: { asked: 'دعوت', changed: 'تغییر', cancelled: 'لغو' },
    intro: {
      asked: '{{who}} شما را به جلسه‌ای دعوت کرده است.',
      changed: '{{who}} جلسه را تغییر داد. اکنون چنین است:',
      cancelled: '{{who}} این جلسه را لغو کرد، یا شما دیگر در آن شرکت ندارید.',
    },
    what: 'موضوع',
    when: 'زمان',
    where: 'مکان',
    open: 'پاسخ در آتریوم',
    answers: { accepted: 'می‌آیم', tentative: 'شاید', declined: 'نمی‌آیم' },
  },
};
