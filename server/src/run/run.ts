import type { ImageConfig } from '../image/config.ts';
import type { ChoiceProblem, Choices } from './choices.ts';
import { composeFile, swarmStack } from './compose.ts';
import { dockerRun } from './docker.ts';
import { kubernetesManifests } from './kubernetes.ts';
import type { Output } from './output.ts';
import { type Build, planOf } from './plan.ts';

/** The same container, written down in four ways. */
export interface RunOutputs {
  readonly docker: Output;
  readonly compose: Output;
  readonly swarm: Output;
  readonly kubernetes: Output;
  /** Choices that could not be followed. */
  readonly problems: readonly ChoiceProblem[];
  /** What stands where nothing is chosen. */
  readonly defaults: {
    readonly image: string;
    readonly name: string;
    readonly restart: string;
    readonly ports: readonly { readonly port: string; readonly host: string }[];
    readonly volumes: readonly { readonly path: string; readonly name: string }[];
    readonly env: readonly { readonly name: string; readonly value?: string }[];
  };
}

/** How a container of an image is started; `image` is a name for it where none is chosen. */
export function runOutputs(config: ImageConfig, image: string, choices: Choices, build: Build): RunOutputs {
  const plan = planOf(config, image, choices, build);
  const usual = planOf(config, image, { ...(choices.image && { image: choices.image }) }, build);
  return {
    docker: dockerRun(plan),
    compose: composeFile(plan),
    swarm: swarmStack(plan),
    kubernetes: kubernetesManifests(plan),
    problems: plan.problems,
    defaults: {
      image,
      name: usual.name,
      restart: usual.restart,
      ports: usual.ports.map(({ port, protocol, host = '' }) => ({ port: `${port}/${protocol}`, host })),
      volumes: planOf(config, image, { name: plan.name }, build).volumes.map(({ path, name }) => ({ path, name })),
      env: config.env.map(({ name, value }) => ({ name, ...(value !== undefined && { value }) })),
    },
  };
}
