// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sessionKey } from './session';

const ann = '00000000-0000-4000-8000-00000000000a';
const ben = '00000000-0000-4000-8000-00000000000b';
const question = (name: string) => ({
  url: `http://localhost/rest/v1/${name}`,
  headers: [['accept', 'application/json']] as [string, string][],
});
const headers = new Headers({ accept: 'application/json' });

function signIn(user: string, seconds = 600): void {
  const session = {
    access_token: `token of ${user}`,
    expires_at: Date.now() / 1000 + seconds,
    user: { id: user },
  };
  localStorage.setItem(sessionKey, JSON.stringify(session));
}

/** The modules as a page that is loaded anew has them. */
async function load() {
  vi.resetModules();
  return { ...(await import('./ahead')), ...(await import('./questions')) };
}

/** A visit on which a page asked this, once it stood. */
async function visited(name: string): Promise<void> {
  const page = await load();
  page.noteQuestion(question(name));
  page.keepNoted();
}

const sent = vi.fn<typeof fetch>();
const asked = () => sent.mock.calls.map(([url]) => String(url)).filter((url) => url !== '/config.json');

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/deals/board');
  sent.mockReset();
  sent.mockImplementation(async () => Response.json([1]));
  vi.stubGlobal('fetch', sent);
});
afterEach(() => vi.unstubAllGlobals());

it('asks what the same address asked the last time, as who is signed in, and answers once', async () => {
  signIn(ann);
  await visited('deals');
  const page = await load();
  page.askAhead();
  expect(asked()).toEqual(['http://localhost/rest/v1/deals']);
  const init = sent.mock.calls.at(-1)?.[1];
  expect(new Headers(init?.headers).get('Authorization')).toBe(`Bearer token of ${ann}`);
  const { url } = question('deals');
  const response = await page.answerAhead(url, headers, `token of ${ann}`);
  expect(await response?.json()).toEqual([1]);
  expect(await page.answerAhead(url, headers, `token of ${ann}`)).toBeUndefined();
});

it('keeps questions, and no word of an answer', async () => {
  signIn(ann);
  await visited('deals');
  const kept = Object.values({ ...localStorage }).join();
  expect(kept).toContain('/rest/v1/deals');
  expect(kept.replace(localStorage.getItem(sessionKey) ?? '', '')).not.toContain('token');
});

it('asks on another address what is asked on every page alone', async () => {
  signIn(ann);
  const before = await load();
  before.noteQuestion(question('settings'));
  before.askAlways();
  before.noteQuestion(question('deals'));
  before.keepNoted();
  history.replaceState(null, '', '/customers');
  (await load()).askAhead();
  expect(asked()).toEqual(['http://localhost/rest/v1/settings']);
});

it('asks nothing for somebody else, for nobody, for an ended session, and after leaving', async () => {
  signIn(ann);
  await visited('deals');
  signIn(ben);
  (await load()).askAhead();
  signIn(ann, -1);
  (await load()).askAhead();
  localStorage.removeItem(sessionKey);
  (await load()).askAhead();
  signIn(ann);
  (await load()).forgetQuestions();
  (await load()).askAhead();
  expect(asked()).toEqual([]);
});

it('takes down nothing after leaving that was asked before', async () => {
  signIn(ann);
  const page = await load();
  page.noteQuestion(question('deals'));
  page.forgetQuestions();
  page.keepNoted();
  (await load()).askAhead();
  expect(asked()).toEqual([]);
});

it('gives no answer to another token, in another form, after a change, or one that is no good', async () => {
  signIn(ann);
  await visited('deals');
  const { url } = question('deals');
  const fresh = async () => {
    const page = await load();
    page.askAhead();
    return page;
  };
  expect(await (await fresh()).answerAhead(url, headers, 'another')).toBeUndefined();
  const single = new Headers({ accept: 'application/vnd.pgrst.object+json' });
  expect(await (await fresh()).answerAhead(url, single, `token of ${ann}`)).toBeUndefined();
  const changed = await fresh();
  changed.forgetAhead();
  expect(await changed.answerAhead(url, headers, `token of ${ann}`)).toBeUndefined();
  sent.mockImplementation(async () => new Response(null, { status: 401 }));
  expect(await (await fresh()).answerAhead(url, headers, `token of ${ann}`)).toBeUndefined();
  sent.mockImplementation(() => Promise.reject(new TypeError('no network')));
  expect(await (await fresh()).answerAhead(url, headers, `token of ${ann}`)).toBeUndefined();
});

it('begins anew where what was kept makes no sense', async () => {
  signIn(ann);
  localStorage.setItem('atrium.questions', '{"user":');
  (await load()).askAhead();
  expect(asked()).toEqual([]);
  await visited('deals');
  (await load()).askAhead();
  expect(asked()).toHaveLength(1);
});
