import type { Stage } from '../dockerfile/dockerfile.ts';
import { parseImageName } from '../dockerfile/image.ts';

const locale = ['LANG', 'LANGUAGE', 'LC_ALL'];
const java = ['JAVA_HOME', 'JAVA_VERSION', ...locale];
const dotnet = [
  'APP_UID',
  'ASPNETCORE_HTTP_PORTS',
  'ASPNETCORE_URLS',
  'ASPNET_VERSION',
  'DOTNET_ROOT',
  'DOTNET_RUNNING_IN_CONTAINER',
  'DOTNET_SDK_VERSION',
  'DOTNET_VERSION',
];

/** The variables that well-known images set (their Dockerfiles on Docker Hub and the Microsoft registry). */
const environments: Readonly<Record<string, readonly string[]>> = {
  amazoncorretto: java,
  'apache/airflow': ['AIRFLOW_HOME', 'AIRFLOW_UID', 'AIRFLOW_USER_HOME_DIR', 'AIRFLOW_VERSION', 'PYTHON_VERSION'],
  aspnet: dotnet,
  cassandra: ['CASSANDRA_CONF', 'CASSANDRA_HOME', 'CASSANDRA_VERSION', 'GOSU_VERSION', ...java],
  composer: ['COMPOSER_ALLOW_SUPERUSER', 'COMPOSER_HOME', 'COMPOSER_VERSION', 'PHP_INI_DIR', 'PHP_VERSION'],
  cuda: [
    'CUDA_HOME',
    'CUDA_VERSION',
    'LD_LIBRARY_PATH',
    'LIBRARY_PATH',
    'NVARCH',
    'NVIDIA_DRIVER_CAPABILITIES',
    'NVIDIA_REQUIRE_CUDA',
    'NVIDIA_VISIBLE_DEVICES',
    'NV_CUDNN_VERSION',
  ],
  'eclipse-temurin': java,
  elasticsearch: ['ELASTIC_CONTAINER', 'SHELL'],
  elixir: ['ELIXIR_VERSION', 'ERL_AFLAGS', 'OTP_VERSION', 'REBAR3_VERSION', ...locale],
  erlang: ['OTP_VERSION', 'REBAR3_VERSION', 'REBAR_VERSION', ...locale],
  golang: ['GOLANG_VERSION', 'GOPATH', 'GOTOOLCHAIN'],
  gradle: ['GRADLE_HOME', 'GRADLE_VERSION', ...java],
  httpd: ['HTTPD_PREFIX', 'HTTPD_VERSION'],
  'jenkins/jenkins': ['COPY_REFERENCE_FILE_LOG', 'JENKINS_HOME', 'JENKINS_VERSION', 'REF', ...java],
  julia: ['JULIA_GPG', 'JULIA_PATH', 'JULIA_VERSION'],
  mariadb: ['GOSU_VERSION', 'MARIADB_VERSION', ...locale],
  maven: ['MAVEN_CONFIG', 'MAVEN_HOME', ...java],
  mongo: ['GOSU_VERSION', 'HOME', 'MONGO_MAJOR', 'MONGO_PACKAGE', 'MONGO_REPO', 'MONGO_VERSION'],
  mysql: ['GOSU_VERSION', 'MYSQL_MAJOR', 'MYSQL_SHELL_VERSION', 'MYSQL_VERSION'],
  nginx: ['DYNPKG_RELEASE', 'NGINX_VERSION', 'NJS_RELEASE', 'NJS_VERSION', 'PKG_RELEASE'],
  node: ['NODE_VERSION', 'YARN_VERSION'],
  openjdk: java,
  perl: ['PERL_VERSION'],
  php: [
    'APACHE_CONFDIR',
    'APACHE_ENVVARS',
    'GPG_KEYS',
    'PHPIZE_DEPS',
    'PHP_ASC_URL',
    'PHP_CFLAGS',
    'PHP_CPPFLAGS',
    'PHP_INI_DIR',
    'PHP_LDFLAGS',
    'PHP_SHA256',
    'PHP_URL',
    'PHP_VERSION',
  ],
  postgres: ['GOSU_VERSION', 'PGDATA', 'PG_MAJOR', 'PG_VERSION', ...locale],
  python: [
    'GPG_KEY',
    'PYTHON_GET_PIP_SHA256',
    'PYTHON_GET_PIP_URL',
    'PYTHON_PIP_VERSION',
    'PYTHON_SETUPTOOLS_VERSION',
    'PYTHON_SHA256',
    'PYTHON_VERSION',
    ...locale,
  ],
  rabbitmq: ['ERLANG_INSTALL_PATH_PREFIX', 'HOME', 'OPENSSL_INSTALL_PATH_PREFIX', 'RABBITMQ_HOME', 'RABBITMQ_VERSION'],
  redis: ['GOSU_VERSION', 'REDIS_DOWNLOAD_SHA', 'REDIS_DOWNLOAD_URL', 'REDIS_VERSION'],
  ruby: ['BUNDLE_APP_CONFIG', 'BUNDLE_SILENCE_ROOT_WARNING', 'GEM_HOME', 'RUBY_MAJOR', 'RUBY_VERSION', ...locale],
  runtime: dotnet,
  rust: ['CARGO_HOME', 'RUSTUP_HOME', 'RUST_VERSION'],
  sdk: dotnet,
  solr: ['SOLR_HOME', 'SOLR_USER', ...java],
  sonarqube: ['SONARQUBE_HOME', 'SONAR_VERSION', 'SQ_DATA_DIR', 'SQ_EXTENSIONS_DIR', ...java],
  swift: ['SWIFT_BRANCH', 'SWIFT_PLATFORM', 'SWIFT_SIGNING_KEY', 'SWIFT_VERSION', 'SWIFT_WEBROOT'],
  tomcat: ['CATALINA_HOME', 'LD_LIBRARY_PATH', 'TOMCAT_MAJOR', 'TOMCAT_NATIVE_LIBDIR', 'TOMCAT_VERSION', ...java],
  wordpress: ['PHP_INI_DIR', 'PHP_VERSION', 'WORDPRESS_CLI_VERSION'],
};

/** Images that set nothing but PATH. */
const bare: ReadonlySet<string> = new Set([
  'almalinux',
  'alpine',
  'archlinux',
  'busybox',
  'centos',
  'debian',
  'fedora',
  'rockylinux',
  'ubuntu',
]);

const everyName: ReadonlySet<string> = new Set(Object.values(environments).flat());

/**
 * Whether the image that a stage builds on, in the end, sets a variable: as far as is known of well-known images.
 * `perhaps` for an image that is not known and a variable that some well-known image sets, `unknown` for all others.
 */
export function baseImageSets(stage: Stage, name: string): 'yes' | 'no' | 'perhaps' | 'unknown' {
  if (name === 'PATH') return 'yes';
  const root = stage.root.imageText;
  if (root === 'scratch') return 'no';
  const image = root === undefined ? undefined : parseImageName(root)?.path;
  const last = image?.slice(image.lastIndexOf('/') + 1) ?? '';
  if (image === last && bare.has(image)) return 'no';
  const own = environments[image ?? ''] ?? environments[last];
  if (own) return own.includes(name) ? 'yes' : 'no';
  return everyName.has(name) ? 'perhaps' : 'unknown';
}
