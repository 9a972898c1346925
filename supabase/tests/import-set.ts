/** A small company's files with the faults that real ones have: made up here, the same at each run. */

const agents = ['Ana Bell', 'Ben Cole', 'Cai Dunn', 'Dee Eads', 'Eli Finn', 'Fay Gray'];
const accounts = ['Arbor Works', 'Birch & Sons', 'Cedar Lab', 'Dune Media', 'Elm Street Bank', 'Fern Foods'];
const products: [string, string, number][] = [
  ['RX Basic', 'RX', 550],
  ['RX Pro', 'RX', 4821],
  ['MZ Special', 'MZ', 55],
];

export interface SetFiles {
  products: string;
  customers: string;
  profiles: string;
  deals: string;
  /** What the deals come to. */
  won: number;
  wonValue: number;
  lost: number;
  open: number;
  withoutCustomer: number;
}

/** The four files; names carry the mark, so that no two tests meet. */
export function companyFiles(mark: string, count = 120): SetFiles {
  const named = (name: string) => `${name} ${mark}`;
  const lines = ['opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value'];
  const sums = { won: 0, wonValue: 0, lost: 0, open: 0, withoutCustomer: 0 };
  for (let n = 0; n < count; n++) {
    const [product = ''] = products[n % products.length] ?? [];
    const agent = agents[n % agents.length] ?? '';
    const spelt = product === 'RX Pro' ? named(product).replace('RX Pro', 'RXPro') : named(product);
    const day = `${(n % 12) + 1}/${(n % 28) + 1}/2016`;
    const later = `${(n % 12) + 1}/${(n % 28) + 1}/2017`;
    const kind = n % 4;
    const account = kind === 3 && n % 8 === 3 ? '' : named(accounts[n % accounts.length] ?? '');
    if (kind < 2) {
      sums.won++;
      sums.wonValue += 100 + n;
      lines.push(`${mark}-${n},${named(agent)},${spelt},${account},Won,${day},${later},${100 + n}`);
    } else if (kind === 2) {
      sums.lost++;
      lines.push(`${mark}-${n},${named(agent)},${spelt},${account},Lost,${day},${later},0`);
    } else {
      sums.open++;
      if (account === '') sums.withoutCustomer++;
      const engaging = n % 8 === 7;
      lines.push(
        `${mark}-${n},${named(agent)},${spelt},${account},${engaging ? 'Engaging' : 'Prospecting'},${engaging ? day : ''},,`,
      );
    }
  }
  return {
    ...sums,
    products: [
      'product,series,sales_price',
      ...products.map(([name, line, price]) => `${named(name)},${line},${price}`),
    ].join('\n'),
    customers: [
      'account,sector,year_established,revenue,employees,office_location,subsidiary_of',
      ...accounts.map(
        (name, at) =>
          `${named(name)},${at === 0 ? 'technolgy' : 'medical'},199${at},${100 + at}.04,${50 * at + 3},${at === 1 ? 'Philipines' : 'United States'},${at === 0 ? named('Fern Foods') : ''}`,
      ),
    ].join('\n'),
    profiles: [
      'sales_agent,manager,regional_office',
      ...agents.map(
        (name, at) =>
          `${named(name)},${named(at < 3 ? 'Gil Hart' : 'Ida Jung')},${named(at < 3 ? 'East' : 'West')}`,
      ),
    ].join('\n'),
    deals: lines.join('\r\n'),
  };
}
