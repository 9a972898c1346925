/** The pages that people open first, by the modules that each of them fetches. What they share travels in few files. */
export const pages: Readonly<Record<string, readonly string[]>> = {
  'sign-in': ['src/app/gate/SignIn.tsx'],
  behind: ['src/app/Workspace.tsx'],
  home: ['src/app/pages/Home.tsx'],
  dashboard: ['src/dashboards/host/DashboardPage.tsx', 'plugins/sales/plugin.ts'],
  customers: ['src/resources/customers/list.tsx'],
  board: ['src/resources/deals/board/index.tsx'],
};

/** The patterns of these pages' addresses, behind the sign-in. */
export const addresses: Readonly<Record<string, string>> = {
  home: '^/$',
  dashboard: '^/dashboards/',
  customers: '^/customers$',
  board: '^/deals/board$',
};
