import { toBuild } from './merge.ts';
import { isRemote, resolvePath } from './paths.ts';
import { at, type Place, type Text, type Tree, textAt } from './tree.ts';
import { readVariables, type Variable } from './variables.ts';

/** How a service's image is built. */
export interface ComposeBuild {
  /** The service that has it. */
  readonly service: Text;
  /** All of it. */
  readonly place: Place;
  /** As written; absent: the folder of the project. */
  readonly context?: Text;
  /** The folder of the build context; absent where it is remote, or a variable in it is unknown. */
  readonly contextUri?: string;
  /** Whether the context is a repository or an archive on the network. */
  readonly isRemote: boolean;
  readonly dockerfile?: Text;
  /** The Dockerfile; absent where the context is remote or unknown, or the file is inline. */
  readonly dockerfileUri?: string;
  /** The Dockerfile itself, written in the Compose file. */
  readonly inline?: Text;
  readonly target?: Text;
  readonly args: readonly Variable[];
  /** Named contexts, for `COPY --from` and `FROM`. */
  readonly additionalContexts: readonly Variable[];
}

/** How the image of a service is built; undefined where it is not. */
export function readBuild(service: Text, tree: Tree | undefined): ComposeBuild | undefined {
  if (!tree || (tree.kind === 'text' && tree.value === null)) return undefined;
  const build = toBuild(tree);
  const context = textAt(build, 'context');
  const dockerfile = textAt(build, 'dockerfile');
  const inline = textAt(build, 'dockerfile_inline');
  const target = textAt(build, 'target');
  const remote = context !== undefined && isRemote(context.text);
  const contextUri = context ? resolvePath(context) : tree.base;
  const file = dockerfile ? resolvePath(dockerfile, contextUri) : resolvePath('Dockerfile', contextUri);
  return {
    service,
    place: tree.place,
    isRemote: remote,
    ...(context && { context }),
    ...(contextUri !== undefined && { contextUri }),
    ...(dockerfile && { dockerfile }),
    ...(file !== undefined && contextUri !== undefined && !inline && { dockerfileUri: file }),
    ...(inline && { inline }),
    ...(target && { target }),
    args: readVariables(at(build, 'args')),
    additionalContexts: readVariables(at(build, 'additional_contexts')),
  };
}
