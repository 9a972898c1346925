import { Refine, type RefineProps } from '@refinedev/core';
import routerProvider from '@refinedev/react-router';
import type { PostgrestClient } from '@supabase/postgrest-js';
import { App } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Routes } from 'react-router';
import { isTransient } from '../lib/errors';
import { createAccessControlProvider } from '../providers/access';
import { createAuthProvider } from '../providers/auth';
import { createDataProvider } from '../providers/data';
import { i18nProvider } from '../providers/i18n';
import { liveProvider } from '../providers/live/provider';
import { useMe } from '../providers/me';
import { createNotificationProvider } from '../providers/notification';
import { FreshData } from './FreshData';
import { Frame } from './frame/Frame';
import { Page } from './frame/Page';
import { LiveLink } from './live/LiveLink';
import { Dashboard, Home, NotFound, Profile } from './pages';
import type { Resource } from './resource';
import { resources } from './resources';

/** By their tables' names alone: with a second name, rows would be kept under one and asked for anew under the other. */
const refineResources = resources.map((resource) => ({
  name: resource.table,
  list: resource.paths.list,
  ...(resource.show && { show: resource.paths.show }),
  ...(resource.create && { create: resource.paths.create }),
  ...(resource.edit && { edit: resource.paths.edit }),
}));

const permissionKeys = new Map(resources.map(({ table, permission }) => [table, permission]));

const actions = [
  ['list', 'read'],
  ['create', 'create'],
  ['show', 'read'],
  ['edit', 'update'],
] as const;

function routesOf(resource: Resource) {
  const views = Object.entries(resource.pages ?? {}).map(([name, load]) => (
    <Route
      key={`${resource.name}-${name}`}
      path={`${resource.paths.list}/${name}`}
      element={<Page load={load} needs={[resource.permission, resource.readAction]} />}
    />
  ));
  const pages = actions.map(([page, action]) => {
    const load = resource[page];
    return load ? (
      <Route
        key={`${resource.name}-${page}`}
        path={resource.paths[page]}
        element={
          <Page load={load} needs={[resource.permission, action === 'read' ? resource.readAction : action]} />
        }
      />
    ) : null;
  });
  return [...views, ...pages];
}

/** Refine names its tables by text, so its client knows none of them. */
const untyped = (client: PostgrestClient): PostgrestClient => client;

/**
 * Made once: Refine makes a new query client whenever one of these functions is another, and what is on the screen would
 * go on with the old one, where no change reaches it.
 */
const options: RefineProps['options'] = {
  syncWithLocation: true,
  warnWhenUnsavedChanges: true,
  disableTelemetry: true,
  reactQuery: {
    clientConfig: {
      defaultOptions: {
        queries: { retry: (tries, error) => tries < 2 && isTransient(error), staleTime: 5_000 },
      },
    },
  },
};

/** Refine with every provider, and the pages within the frame. */
export function Shell() {
  const me = useMe();
  const app = App.useApp();
  const { t } = useTranslation();
  const { client, session, permissions } = me;
  const data = useMemo(() => createDataProvider(untyped(client)), [client]);
  const auth = useMemo(() => createAuthProvider(session), [session]);
  const access = useMemo(
    () => createAccessControlProvider(permissions, (name) => permissionKeys.get(name) ?? name),
    [permissions],
  );
  const notification = useMemo(() => createNotificationProvider(app, (key) => t(key)), [app, t]);

  return (
    <Refine
      dataProvider={data}
      authProvider={auth}
      accessControlProvider={access}
      i18nProvider={i18nProvider}
      liveProvider={liveProvider}
      notificationProvider={notification}
      routerProvider={routerProvider}
      resources={refineResources}
      options={options}
    >
      <FreshData />
      <LiveLink />
      <Routes>
        <Route element={<Frame />}>
          <Route index element={<Page load={Home} />} />
          <Route path="/profile" element={<Page load={Profile} />} />
          <Route
            path="/dashboards/:plugin/:dashboard"
            element={<Page load={Dashboard} needs={['metrics', 'read']} />}
          />
          {resources.map(routesOf)}
          <Route path="*" element={<Page load={NotFound} />} />
        </Route>
      </Routes>
    </Refine>
  );
}
