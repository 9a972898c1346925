import type { Field } from '../types';
import { team, words } from './shared';

export const profiles: Field[] = [
  {
    key: 'full_name',
    type: 'text',
    required: true,
    max: 200,
    synonyms: words(
      'full name|name|person|employee|sales agent|agent|sales rep|user|member|姓名|员工|員工|نام|نام و نام خانوادگی|کارمند',
    ),
  },
  {
    key: 'first_name',
    type: 'text',
    max: 100,
    synonyms: words('first name|given name|forename|名|نام کوچک|名字'),
  },
  {
    key: 'last_name',
    type: 'text',
    max: 100,
    synonyms: words('last name|surname|family name|姓|نام خانوادگی|姓氏'),
  },
  {
    key: 'email',
    type: 'email',
    max: 254,
    synonyms: words('email|e-mail|mail|email address|work email|邮箱|電子郵件|电子邮件|ایمیل'),
  },
  { key: 'phone', type: 'text', max: 40, synonyms: words('phone|telephone|mobile|tel|电话|電話|تلفن') },
  {
    key: 'job_title',
    type: 'text',
    max: 120,
    synonyms: words('job title|title|position|role|职位|職稱|سمت|عنوان شغلی'),
  },
  {
    key: 'manager',
    type: 'lookup',
    lookup: 'profiles',
    synonyms: words('manager|reports to|supervisor|boss|team lead|lead|经理|主管|上級|مدیر|سرپرست|上级'),
  },
  team,
  {
    key: 'team_region',
    type: 'text',
    max: 80,
    synonyms: words(
      'region|sales region|territory|销售区域|銷售區域|地区|منطقه|sales region of the team|团队的销售区域|團隊的銷售區域|منطقهٔ فروش تیم',
    ),
  },
  {
    key: 'department',
    type: 'lookup',
    lookup: 'departments',
    synonyms: words('department|division|unit|部门|部門|بخش|واحد'),
  },
  {
    key: 'active',
    type: 'choice',
    choices: 'boolean',
    synonyms: words('active|enabled|status|在职|在職|فعال'),
  },
];
