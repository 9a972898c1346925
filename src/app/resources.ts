import { groups, type Resource } from './resource';

const found = import.meta.glob<Resource>('../resources/*/index.ts', { eager: true, import: 'default' });

/** Every resource of this build, in the order of the side bar. */
export const resources: readonly Resource[] = Object.values(found).sort(
  (a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.order - b.order,
);

/** The resource of that name, or undefined when this build has no screen for it. */
export function resourceNamed(name: string): Resource | undefined {
  return resources.find((resource) => resource.name === name);
}
