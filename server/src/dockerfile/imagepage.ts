import { parseImageName } from './image.ts';

const hub = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

/** The pages of registries that show what an image is, by host; `{}` stands for the path of the image. */
const pages: Readonly<Record<string, string>> = {
  'quay.io': 'https://quay.io/repository/{}',
  'mcr.microsoft.com': 'https://mcr.microsoft.com/artifact/mar/{}',
  'public.ecr.aws': 'https://gallery.ecr.aws/{}',
  'registry.gitlab.com': 'https://gitlab.com/{}',
  'gcr.io': 'https://gcr.io/{}',
  'registry.access.redhat.com': 'https://catalog.redhat.com/search?q={}',
  'registry.redhat.io': 'https://catalog.redhat.com/search?q={}',
};

/** The web page of an image without variables: of Docker Hub, or of a registry that has one. */
export function imagePage(image: string): string | undefined {
  const name = parseImageName(image);
  if (!name || image === 'scratch') return undefined;
  const { registry, path } = name;
  if (registry === 'ghcr.io') return githubPage(path);
  if (registry !== undefined && !hub.has(registry)) return pages[registry]?.replace('{}', path);
  const official = path.replace(/^library\//, '');
  return official.includes('/') ? `https://hub.docker.com/r/${official}` : `https://hub.docker.com/_/${official}`;
}

/** The page of a package is below a repository: the one that it is called after. */
function githubPage(path: string): string | undefined {
  const [owner, repository, ...rest] = path.split('/');
  if (repository === undefined) return undefined;
  return `https://github.com/${owner}/${repository}/pkgs/container/${encodeURIComponent([repository, ...rest].join('/'))}`;
}
