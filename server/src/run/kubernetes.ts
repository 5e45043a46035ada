import * as l10n from '@vscode/l10n';
import type { Healthcheck } from '../../../answers/image.ts';
import type { Output } from '../../../answers/run.ts';
import { Draft, joinDrafts } from './output.ts';
import type { Plan, PlannedPort, PlannedVolume } from './plan.ts';
import { why } from './reasons.ts';

/** The objects for Kubernetes: a Deployment (a Pod, where the container may end), a Service, a claim for each volume. */
export function kubernetesManifests(plan: Plan): Output {
  const ports = containerPorts(plan);
  const claims = plan.volumes.map((volume) => claimOf(plan, volume));
  const service = ports.length > 0 && plan.network.kind !== 'none' ? [serviceOf(plan, ports)] : [];
  return { ...joinDrafts([workloadOf(plan, ports), ...service, ...claims]), notes: notesOf(plan) };
}

type Path = readonly (string | number)[];

const label = 'app.kubernetes.io/name';

/** How many ports of a range are written out: Kubernetes knows no ranges. */
const mostPorts = 20;

interface ContainerPort {
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
  readonly source: PlannedPort;
}

function containerPorts({ ports }: Plan): ContainerPort[] {
  return ports
    .flatMap((source) =>
      Array.from({ length: source.size }, (_, offset) => {
        const number = source.first + offset;
        const name = `${source.protocol}-${number}`;
        return { name, number, protocol: source.protocol.toUpperCase(), source };
      }),
    )
    .slice(0, mostPorts);
}

/** A name as Kubernetes takes it for every kind of object: lower case, digits, hyphens, a letter first. */
function dnsName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  const named = /^[a-z]/.test(plain) ? plain : `app-${plain}`;
  return named.slice(0, 63).replace(/-+$/, '');
}

function begin(kind: string, apiVersion: string, name: string, reason: string): Draft {
  const draft = new Draft();
  draft.put(['apiVersion'], apiVersion);
  draft.put(['kind'], kind, reason);
  draft.put(['metadata', 'name'], name);
  draft.put(['metadata', 'labels', label], name);
  return draft;
}

function workloadOf(plan: Plan, ports: readonly ContainerPort[]): Draft {
  const name = dnsName(plan.name);
  const mayEnd = plan.restart === 'no' || plan.restart === 'on-failure';
  if (mayEnd) {
    const reason = l10n.t('A single Pod: a Deployment would start its container again whenever it ends.');
    const draft = begin('Pod', 'v1', name, reason);
    const policy = plan.restart === 'no' ? 'Never' : 'OnFailure';
    draft.put(['spec', 'restartPolicy'], policy, why.restart(plan));
    putPod(draft, ['spec'], plan, ports);
    return draft;
  }
  const reason = l10n.t('A Deployment keeps as many Pods running as it is told and replaces them one by one.');
  const draft = begin('Deployment', 'apps/v1', name, reason);
  draft.put(['spec', 'replicas'], 1, l10n.t('How many Pods run, on whichever nodes have room.'));
  if (plan.volumes.length > 0) {
    const recreate = l10n.t('An update stops the old Pod first: the volume can be attached to one node only.');
    draft.put(['spec', 'strategy', 'type'], 'Recreate', recreate);
  }
  draft.put(
    ['spec', 'selector', 'matchLabels', label],
    name,
    l10n.t('How the Deployment knows its Pods: by the label below.'),
  );
  draft.put(['spec', 'template', 'metadata', 'labels', label], name);
  putPod(draft, ['spec', 'template', 'spec'], plan, ports);
  return draft;
}

function putPod(draft: Draft, pod: Path, plan: Plan, ports: readonly ContainerPort[]): void {
  const token = l10n.t('The program gets no key to the cluster; leave the line out if it talks to Kubernetes.');
  draft.put([...pod, 'automountServiceAccountToken'], false, token);
  if (plan.network.kind === 'host') draft.put([...pod, 'hostNetwork'], true, why.hostNetwork());
  putPodSecurity(draft, [...pod, 'securityContext'], plan);
  const container = [...pod, 'containers', 0];
  draft.put([...container, 'name'], dnsName(plan.name));
  draft.put([...container, 'image'], plan.image, why.pulledImage());
  for (const [at, { name, number, protocol, source }] of ports.entries()) {
    const reason = l10n.t('From `EXPOSE`: documents the port and names it for the Service.');
    draft.put([...container, 'ports', at], { name, containerPort: number, protocol }, reason, source.range);
  }
  for (const [at, { name, value, range }] of plan.env.entries()) {
    // Kubernetes would put in a variable at `$(`.
    const text = value.replaceAll('$(', '$$(');
    draft.put([...container, 'env', at], { name, value: text }, why.environment(range !== undefined), range);
  }
  if (plan.healthcheck?.test) putProbes(draft, container, plan.healthcheck, ports);
  putResources(draft, [...container, 'resources'], plan);
  putSecurity(draft, [...container, 'securityContext'], plan);
  putMounts(draft, pod, container, plan);
}

function putPodSecurity(draft: Draft, path: Path, { user, volumes }: Plan): void {
  if (user?.uid !== undefined && !user.isRoot) {
    draft.put([...path, 'runAsNonRoot'], true, l10n.t('Kubernetes refuses to start the container as root.'));
    draft.put([...path, 'runAsUser'], user.uid, l10n.t('From `USER`.'), user.range);
    if (user.gid !== undefined) draft.put([...path, 'runAsGroup'], user.gid, l10n.t('From `USER`.'), user.range);
    if (volumes.length > 0) {
      const reason = l10n.t('The volumes belong to this group, so that the user may write to them.');
      draft.put([...path, 'fsGroup'], user.gid ?? user.uid, reason, user.range);
    }
  }
  const reason = l10n.t('Leaves out the system calls that programs do not need, as Docker does by itself.');
  draft.put([...path, 'seccompProfile', 'type'], 'RuntimeDefault', reason);
}

function putSecurity(draft: Draft, path: Path, plan: Plan): void {
  if (plan.user && !plan.user.isRoot) {
    const reason = l10n.t('As the user is not root: no program can become root by a setuid bit.');
    draft.put([...path, 'allowPrivilegeEscalation'], false, reason, plan.user.range);
    if (plan.ports.every(({ first }) => first >= 1024)) {
      const drop = l10n.t('A user that is not root, with ports from 1024 up, needs none of root’s privileges.');
      draft.put([...path, 'capabilities', 'drop'], ['ALL'], drop, plan.user.range);
    }
  }
  if (plan.readOnly) draft.put([...path, 'readOnlyRootFilesystem'], true, why.readOnly());
}

function putResources(draft: Draft, path: Path, { memory, cpus }: Plan): void {
  const requests = l10n.t('What the scheduler sets aside on a node: here as much as the limit.');
  if (cpus) draft.put([...path, 'requests', 'cpu'], cpus, requests);
  if (memory) draft.put([...path, 'requests', 'memory'], memory.kubernetes, requests);
  if (cpus) draft.put([...path, 'limits', 'cpu'], cpus, why.cpus());
  if (memory) draft.put([...path, 'limits', 'memory'], memory.kubernetes, why.memory());
}

function putMounts(draft: Draft, pod: Path, container: Path, { volumes, readOnly }: Plan): void {
  for (const [at, volume] of volumes.entries()) {
    const name = dnsName(volume.name);
    draft.put([...container, 'volumeMounts', at], { name, mountPath: volume.path }, why.volume(volume), volume.range);
    const reason = l10n.t('The claim below, under a name for this Pod.');
    draft.put([...pod, 'volumes', at], { name, persistentVolumeClaim: { claimName: name } }, reason, volume.range);
  }
  if (!readOnly) return;
  const mount = { name: 'temporary', mountPath: '/tmp' };
  draft.put([...container, 'volumeMounts', volumes.length], mount, why.temporary());
  draft.put([...pod, 'volumes', volumes.length], { name: 'temporary', emptyDir: { medium: 'Memory' } });
}

/** Kubernetes does not read HEALTHCHECK: its probes say the same. */
function putProbes(draft: Draft, container: Path, check: Healthcheck, ports: readonly ContainerPort[]): void {
  const action = actionOf(check, ports);
  const every = { periodSeconds: whole(check.interval), timeoutSeconds: whole(check.timeout) };
  const probe = { ...action, ...every, failureThreshold: check.retries };
  const { range } = check;
  if (check.startPeriod > 0) {
    const period = whole(check.startInterval);
    const startup = {
      ...action,
      periodSeconds: period,
      timeoutSeconds: every.timeoutSeconds,
      failureThreshold: Math.ceil(check.startPeriod / period) + check.retries,
    };
    const reason = l10n.t('From `HEALTHCHECK --start-period`: until it succeeds the other probes wait.');
    draft.put([...container, 'startupProbe'], startup, reason, range);
  }
  const ready = l10n.t('From `HEALTHCHECK`: while it fails, the Service sends nothing to this Pod.');
  draft.put([...container, 'readinessProbe'], { ...probe }, ready, range);
  const alive = l10n.t(
    'From `HEALTHCHECK`: when it fails, the container is started again. Docker alone would not do that, Swarm does.',
  );
  draft.put([...container, 'livenessProbe'], { ...probe }, alive, range);
}

function whole(seconds: number): number {
  return Math.max(1, Math.round(seconds));
}

/** A request to the container itself, where that is all the check does; else the same command. */
function actionOf({ test }: Healthcheck, ports: readonly ContainerPort[]): object {
  const argv = test?.argv ?? [];
  const script = test?.isShell ? (argv.at(-1) ?? '') : argv.join(' ');
  const request =
    /^(?:\/usr\/bin\/)?(curl|wget)((?: +-{1,2}[\w-]+(?:=\S+)?)*) +["']?http:\/\/(?:localhost|127\.0\.0\.1)(?::(\d+))?(\/[^\s"'|;&$]*)?["']?(?: *(?:> *\/dev\/null(?: *2>&1)?)?)(?: *\|\| *(?:exit|false)(?: +1)?)?$/.exec(
      script,
    );
  const isStrict = request?.[1] === 'wget' || /(?:^| )(?:-\w*f\w*|--fail)(?: |$)/.test(request?.[2] ?? '');
  const port = Number(request?.[3] ?? 80);
  if (!request || !isStrict || !ports.some(({ number }) => number === port)) return { exec: { command: argv } };
  return { httpGet: { path: request[4] ?? '/', port } };
}

function serviceOf(plan: Plan, ports: readonly ContainerPort[]): Draft {
  const name = dnsName(plan.name);
  const reason = l10n.t(
    'A Service is one steady name and address for the Pods: others in the cluster reach them as `{name}`.',
    { name },
  );
  const draft = begin('Service', 'v1', name, reason);
  draft.put(
    ['spec', 'type'],
    'ClusterIP',
    l10n.t(
      'Reached from inside the cluster; `kubectl port-forward`, an Ingress or `LoadBalancer` open it to the outside.',
    ),
  );
  draft.put(['spec', 'selector', label], name, l10n.t('The Pods with this label.'));
  for (const [at, { name: portName, number, protocol, source }] of ports.entries()) {
    const entry = { name: portName, port: number, targetPort: portName, protocol };
    draft.put(['spec', 'ports', at], entry, l10n.t('From `EXPOSE`.'), source.range);
  }
  return draft;
}

function claimOf(plan: Plan, { name, range }: PlannedVolume): Draft {
  const reason = l10n.t('A claim asks the cluster for storage; it outlives the Pods.');
  const draft = begin('PersistentVolumeClaim', 'v1', dnsName(name), reason);
  draft.put(['metadata', 'labels', label], dnsName(plan.name));
  draft.put(['spec', 'accessModes'], ['ReadWriteOnce'], l10n.t('One node at a time may write to it.'));
  const size = l10n.t('How much you need; many kinds of storage can grow later, none can shrink.');
  draft.put(['spec', 'resources', 'requests', 'storage'], '1Gi', size, range);
  return draft;
}

function notesOf(plan: Plan): string[] {
  const notes: string[] = [];
  const { user, network, healthcheck } = plan;
  if (user && user.uid === undefined && !user.isRoot) {
    notes.push(
      l10n.t(
        '`USER {user}` is a name, and Kubernetes can check only a number: with one, `runAsNonRoot` would be here.',
        {
          user: user.text.replaceAll('`', "'"),
        },
      ),
    );
  }
  if (!user || user.isRoot) {
    notes.push(l10n.t('The file sets no other user than root, so nothing here forbids root.'));
  }
  if (!healthcheck?.test) {
    notes.push(l10n.t('There are no probes, as there is no `HEALTHCHECK` to make them from.'));
  }
  if (network.kind === 'named' || network.kind === 'none') {
    notes.push(l10n.t('Kubernetes has one network for all Pods: a NetworkPolicy says who may talk to whom.'));
  }
  if (plan.ports.reduce((sum, { size }) => sum + size, 0) > mostPorts) {
    notes.push(
      l10n.t('Kubernetes knows no ranges of ports: only the first {count} are written out.', { count: mostPorts }),
    );
  }
  return notes;
}
