import type { ComposeFacts, ComposeLine, ComposeServiceFacts } from '../../../answers/compose.ts';
import type { ComposeProject, ComposeService, Place } from '../context/compose.ts';

/** The projects of the workspace; what several of them share is told once, in the first. Projects without services are left out. */
export function composeFacts(projects: readonly ComposeProject[]): ComposeFacts[] {
  const told = new Set<string>();
  const isNew = ({ uri, start }: Place, kind: string): boolean => {
    const key = `${kind} ${uri}#${start}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  };
  return projects
    .map((project) => ({
      name: project.name,
      files: project.files,
      services: [...project.services.values()]
        .filter(({ name }) => isNew(name.place, 'service'))
        .map((service) => serviceFacts(service)),
      volumes: [...project.volumes.values()]
        .filter(({ key }) => isNew(key.place, 'volume'))
        .map(({ key, engineName, isExternal, driver }) => ({
          ...lineOf(key.place),
          name: key.text,
          engineName,
          isExternal,
          ...(driver && { driver: driver.text }),
          isInternal: false,
          isImplicit: false,
        })),
      networks: [...project.networks.values()]
        .filter(({ key, isImplicit }) => isImplicit || isNew(key.place, 'network'))
        .map(({ key, engineName, isExternal, driver, isInternal, isImplicit }) => ({
          ...lineOf(key.place),
          name: key.text,
          engineName,
          isExternal,
          ...(driver && { driver: driver.text }),
          isInternal,
          isImplicit,
        })),
      problems: project.problems
        .filter(({ place, kind }) => isNew(place, kind))
        .map(({ kind, value, place }) => ({ kind, value, ...lineOf(place) })),
    }))
    .filter(({ services, problems }) => services.length > 0 || problems.length > 0);
}

function serviceFacts({ name, mounts, ports, networks, networkMode }: ComposeService): ComposeServiceFacts {
  return {
    ...lineOf(name.place),
    name: name.text,
    mounts: mounts.map(({ place, type, source, target, isReadOnly }) => ({
      ...lineOf(place),
      type,
      ...(source && { source: source.text }),
      target: target.text,
      isReadOnly,
    })),
    ports: ports.map(({ place, target, published, hostIp, protocol }) => ({
      ...lineOf(place),
      target: target.text,
      ...(published && { published: published.text }),
      ...(hostIp !== undefined && { hostIp }),
      protocol,
    })),
    networks: networks.map((one) => ({
      ...lineOf(one.name.place),
      name: one.name.text,
      aliases: one.aliases.map(({ text }) => text),
    })),
    ...(networkMode && { networkMode: networkMode.text }),
  };
}

function lineOf(place: Place): ComposeLine {
  return { uri: place.uri, line: place.range.start.line };
}
