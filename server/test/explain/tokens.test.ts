import { describe, expect, test } from 'vitest';
import { flags, mountOptions, mountTypes } from '../../src/dockerfile/grammar.ts';
import { hoverAt } from './hovers.ts';

/** Marked source, and what the hover must say in English and in Chinese. */
type Case = readonly [marked: string, english: string, chinese: string];

const node = 'FROM node:22-alpine\n';

const cases: Readonly<Record<string, readonly Case[]>> = {
  directives: [
    ['# syn<|>tax=docker/dockerfile:1\nFROM a', 'Chooses the frontend', '选择前端'],
    ['# syntax=docker/<|>dockerfile:1.18\nFROM a', 'the newest patch of 1.18', '1.18 的最新补丁版本'],
    ['# syntax=docker/<|>dockerfile:1.18.0\nFROM a', 'this one release', '固定的这一个版本'],
    ['# syntax=docker/<|>dockerfile:1-labs\nFROM a', 'Experimental features are included', '包含实验性功能'],
    ['# syntax=<|>acme/frontend\nFROM a', "not Docker's own frontend", '不是 Docker 自己的前端'],
    ['# escape=<|>`\nFROM a', 'Lines go on with a backtick', '行尾写反引号'],
    ['# check=sk<|>ip=all\nFROM a', 'Names of checks', '检查的名字'],
    ['# check=skip=all;er<|>ror=true\nFROM a', 'makes every finding fail the build', '构建'],
    ['# check=skip=Stage<|>NameCasing\nFROM a', 'Capital letters in a stage name', 'StageNameCasing'],
  ],
  instructions: [
    ['FR<|>OM a', 'a plain build makes the image of it', '镜像就出自它'],
    ['FROM a AS x\nFR<|>OM b', 'a plain build makes the image of it', '最后一个阶段'],
    ['FR<|>OM a AS x\nFROM b', 'A plain build leaves it out', '会跳过它'],
    ['FROM a\nWORKDIR /app\nRU<|>N ls', 'Works in `/app`', '`/app`'],
    ['FROM a\nUSER app\nRU<|>N ls', 'Runs as `app` (USER in line 2)', '以 `app` 的身份执行'],
    ['FROM a\nSHELL ["bash", "-c"]\nRU<|>N ls', 'The shell is `bash -c` (SHELL in line 2)', '`bash -c`'],
    ['FROM a\nCM<|>D ["a"]\nCMD ["b"]', 'Has no effect: the CMD in line 3 takes its place', '第 3 行'],
    ['FROM a\nENTRYPOINT ["a", "b"]\nCM<|>D ["c d"]', "A container runs `a b 'c d'`", "`a b 'c d'`"],
    ['FROM a\nENTRYPOINT a\nCM<|>D ["c"]', 'CMD in line 3 is ignored', 'ENTRYPOINT'],
    ['FROM a\nCM<|>D exec a', 'puts the program in the place of the shell', '取代 shell'],
    ['FROM a\nWORKDIR /a\nWORK<|>DIR b', 'The working directory becomes `/a/b`', '`/a/b`'],
    ['FROM a\nWORK<|>DIR b', 'which this file does not say', '基础镜像'],
    ['FROM a\nWORKDIR /a\nCO<|>PY x b/', '`b/` is `/a/b`, below the WORKDIR in line 2', '`/a/b`'],
    [
      'FROM a\nCO<|>PY a b\nRUN c\nRUN d',
      'up to 2 later steps run again (2 of them RUN), from line 3 on',
      '最多有 2 步',
    ],
    ['FROM a\nCO<|>PY a b\nRUN c', 'the RUN in line 3 runs again', '第 3 行的 RUN'],
    ['FROM a\nEN<|>V A=1\nCOPY a b\nRUN c', 'the RUN in line 4 runs again', '第 4 行的 RUN'],
    ['FROM a AS x\nEN<|>V A=1\nFROM b', 'Not in the final image', '不在最终镜像里'],
    ['FROM a\nEXP<|>OSE 80 53/udp', 'docker run -p 80:80 -p 53:53/udp', '`docker run -p 80:80 -p 53:53/udp …`'],
    ['FROM a\nVOL<|>UME /data', 'docker run -v my-data:/data', 'docker run -v my-data:/data'],
    [
      'FROM a\nHEALTH<|>CHECK --interval=1m --retries=2 CMD x',
      'Checked every 60 s; a check may take 30 s; 2 failures in a row',
      '每 60 秒检查一次',
    ],
    ['FROM a\nHEALTH<|>CHECK CMD x', '--no-healthcheck', '--no-healthcheck'],
    ['FROM a\nSTOP<|>SIGNAL 15', '--stop-timeout', '--stop-timeout'],
    ['FROM a\nUS<|>ER app', 'docker run --user', 'docker run --user'],
    ['FROM a\nUS<|>ER app\nUSER b', 'Holds until the USER in line 3', '第 3 行'],
    ['FROM a\nSH<|>ELL ["a"]\nRUN b', 'Holds for every shell form below it', '保留在镜像里'],
    ['FROM a\nON<|>BUILD RUN b', 'Nothing happens in this build', '什么也不做'],
    ['FROM a\nONBUILD CO<|>PY a b', 'Copies files', '复制'],
    ['FROM a\nLAB<|>EL a=b', 'Adds metadata', '标签'],
    ['AR<|>G A=1\nFROM a', 'Declares a variable of the build', '构建'],
    ['FROM a\nMAIN<|>TAINER me', 'Deprecated', '弃用'],
    ['FROM a\nMAINTAINER m<|>e', 'The author of the image', '镜像的作者'],
  ],
  'what becomes of it in the final image': [
    ['FROM a AS x\nEXP<|>OSE 80\nFROM b\nCOPY --from=x c d', 'Not in the final image', '不在最终镜像里'],
    ['FROM a AS x\nCM<|>D ["a"]\nFROM x\nCMD ["b"]', 'the CMD in line 4 takes its place', '第 4 行的 CMD 取代它'],
    [
      'FROM a AS x\nCM<|>D ["a"]\nFROM x\nENTRYPOINT ["b"]',
      'the ENTRYPOINT in line 4 drops it',
      '第 4 行的 ENTRYPOINT',
    ],
    ['FROM a AS x\nENTRY<|>POINT ["a"]\nFROM x\nCMD ["b"]', 'A container runs `a b`', '`a b`'],
    ['FROM a AS x\nLABEL <|>k=v\nFROM b', 'Not in the final image', '不在最终镜像里'],
    ['FROM a\nENV <|>K=1\nENV K=2', 'Set anew by the ENV in line 3', '第 3 行的 ENV 会重新设置它'],
    ['FROM a\nENV K=1\nARG <|>K=2', 'it counts before the ENV in line 2', '优先于第 2 行的 ENV'],
    ['FROM a\nENV K=1\nARG <|>K', 'Keeps the value of the ENV in line 2', '沿用第 2 行的 ENV'],
    ['FROM a\nARG <|>K=1\nENV K=2', 'The ENV in line 3 of the same name takes its place', '第 3 行'],
  ],
  'scripts are read as the shell reads them': [
    ['FROM a\nRUN FOO=<|>1 make', 'Only `make` sees it', '只有 `make` 看得到它'],
    ['FROM a\nRUN DEBIAN_FRONT<|>END=noninteractive apt-get install x', 'keeps apt-get from asking', 'apt-get'],
    ['FROM a\nRUN a 2<|>>/dev/null', 'error messages', '错误信息'],
    ['FROM a\nRUN case a in b<|>) c;; esac', 'Compares a word with patterns', '模式'],
    ['FROM a\nRUN echo $(a b<|>)', 'what the command inside prints', '输出'],
    ['FROM a\nRUN echo $(<|>(1+2))', 'result of a calculation', '整数运算'],
    ['FROM a\nRUN chmod 7<|>50 x', '`750` is `rwxr-x---`', '`750` 即 `rwxr-x---`'],
    ['FROM a\nRUN apt-get install -y "curl=8<|>.*"', 'limited to `8.*`', '`8.*`'],
    ['FROM a\nCMD ["/bin/<|>sh", "-c", "a && b"]', 'Runs a script', '脚本'],
    ['FROM a\nCMD ["/bin/sh", "-c", "a &<|>& b"]', 'only when the one before succeeded', '成功'],
    ['FROM a\nRUN <<EOF\n#!/usr/bin/env py<|>thon3\nEOF', 'names the program that runs it', '写在'],
    ['FROM a\nRUN <<EO<|>F\n#!/usr/bin/env python3\nEOF', 'a program for `/usr/bin/env python3`', '交给'],
    ['FROM a\nARG V=1\nCOPY <<EOF /x\nv=$<|>V\nEOF', '`1`, set by ARG in line 2', '第 2 行'],
    [
      'FROM a\nRUN --mount=type=cache,id=x-$TARGET<|>ARCH,target=/y z',
      'must declare `ARG TARGETARCH`',
      'ARG TARGETARCH',
    ],
    ['FROM a\nRUN --device=b/c=d,req<|>uired e', 'gets `b/c=d`, a device', '`b/c=d`'],
    ['FROM a\nEX<|>POSE 3000-3005', 'docker run -p 3000-3005:3000-3005', '-p 3000-3005:3000-3005'],
    ['FROM a\nHEALTH<|>CHECK --start-period=9s CMD x', 'In the first 9 s it is checked every 5 s', '前 9 秒'],
  ],
  'values of flags': [
    ['FROM --platform=linux/<|>arm64 a', 'Linux on 64-bit ARM', '64 位 ARM'],
    ['ARG P=linux/amd64\nFROM --platform=${P}<|> a', 'FROM', 'FROM'],
    ['FROM a\nRUN --network=no<|>ne a', 'No network but', '回环'],
    ['FROM a\nRUN --security=inse<|>cure a', 'No sandbox and all privileges', '沙箱'],
    ['FROM a\nRUN --device=nvidia.com/<|>gpu a', 'a device by its CDI name', 'CDI'],
    ['FROM a\nCOPY --from=<|>nginx a b', 'or else the image `nginx:latest`', '`nginx:latest`'],
    ['FROM a\nCOPY --from=nginx<|>:1 a b', 'An image: the builder pulls it', '构建器会拉取它'],
    ['FROM a AS x\nFROM b\nCOPY --from=<|>x a b', 'Stage 0 of this file', '第 1 行'],
    ['FROM a\nCOPY --chown=no<|>de a b', 'to the group of the same number', '组号'],
    ['FROM a\nCOPY --link --chown=no<|>de:node a b', 'invalid user index: -1', 'invalid user index: -1'],
    ['FROM a\nCOPY --chmod=7<|>50 a b', '`750` is `rwxr-x---`', '`750` 即 `rwxr-x---`'],
    ['FROM a\nCOPY --chmod=66<|>6 a b', 'Everybody in the container may change it', '任何人都能改它'],
    ['FROM a\nCOPY --chmod=u=<|>rwX a b', 'Symbolic, as for the command chmod', '符号形式'],
    ['FROM a\nCOPY --link=fal<|>se a b', 'Switches it off', '关闭'],
    ['FROM a\nCOPY --exclude=*.<|>md a b', 'that match `*.md` are not copied', '不会被复制'],
    ['FROM a\nADD --checksum=sha<|>256:ab https://x b', 'The sha256 checksum', 'sha256 校验和'],
    ['FROM a\nADD --checksum=24<|>eb4d9 https://x.git b', 'A commit', '提交号'],
    ['FROM a\nADD --unpack=tr<|>ue https://x b', 'a downloaded one too', '下载来的也一样'],
    ['FROM a\nADD --keep-git-dir=tr<|>ue https://x b', 'Switches it on', '打开'],
    ['FROM a\nHEALTHCHECK --interval=1m<|>30s CMD a', '90 seconds', '90 秒'],
    ['FROM a\nHEALTHCHECK --timeout=<|>0s CMD a', 'Zero means the default', '0 表示用默认值'],
    ['FROM a\nHEALTHCHECK --retries=<|>5 CMD a', 'After 5 failures in a row', '连续失败 5 次'],
    ['FROM a\nHEALTHCHECK --start-period=<|>10s CMD a', '10 seconds', '10 秒'],
    ['FROM a\nHEALTHCHECK --start-interval=<|>1s CMD a', 'One second', '1 秒'],
  ],
  'values of mounts': [
    ['FROM a\nRUN --mount=type=ca<|>che,target=/x a', 'Keeps a folder on the builder', '构建器'],
    ['FROM a\nRUN --mount=type=cache,target=/x,sharing=lock<|>ed a', '`locked`: the second one waits', '`locked`'],
    ['FROM a\nWORKDIR /w\nRUN --mount=type=bind,target=<|>x a', 'In the image: `/w/x` (WORKDIR in line 2)', '`/w/x`'],
    ['FROM a\nRUN --mount=type=secret,id=t,env=<|>TOK a', 'reads the secret from `$TOK`', '`$TOK`'],
    ['FROM a\nRUN --mount=type=tmpfs,target=/x,size=6<|>4m a', 'At most 64 MiB', '64 MiB'],
    [
      'FROM a\nRUN --mount=type=cache,id=<|>c,target=/x a\nRUN --mount=type=cache,id=c,target=/y b',
      'The same cache is used in line 3',
      '第 3 行',
    ],
    ['FROM a\nRUN --mount=type=cache,target=/x,mode=07<|>77 a', '`rwxrwxrwx`', '`rwxrwxrwx`'],
  ],
  images: [
    ['FROM ghcr<|>.io/a/b:1', 'The server that the image is pulled from', '服务器'],
    ['FROM ghcr.io/a/b:<|>1', 'move to another image at any time', '发布者随时'],
    ['FROM a@sha256:<|>ab', 'checksum of one exact image', '校验和'],
    ['FROM nod<|>e', 'Without a tag it means `node:latest`', '`node:latest`'],
    ['ARG V=22\nFROM node:$V-<|>alpine', 'it is `node:22-alpine`', '`node:22-alpine`'],
    ['FROM ghcr.io/acme<|>/app:1', 'https://github.com/acme/app', 'https://github.com/acme/app'],
    ['FROM a A<|>S x', 'Gives the stage a name', '起名字'],
    ['FROM a AS <|>x\nFROM b\nCOPY --from=x c d', 'Used in line 3', '第 3 行'],
    ['FROM a AS <|>x\nFROM b\nCOPY --from=x c d\nCOPY --from=x e f', 'Used in lines 3 and 4.', '第 3、4 行'],
    ['FROM a AS x\nFROM b\nCOPY --from=<|>0 c d', 'Stage 0 of this file, from `a`, in line 1', '第 1 行'],
  ],
  variables: [
    ['ARG V=1\nFROM a:$<|>V', '`1`, set by ARG in line 1', '`1`'],
    ['ARG V=1\nFROM a\nWORKDIR /$<|>V', 'the stage must declare `ARG V` again', '重新声明 `ARG V`'],
    ['FROM a\nWORKDIR /$<|>V', 'Nothing in this file sets it', '本文件没有设置它'],
    ['FROM a\nWORKDIR /$TARGET<|>ARCH', 'the stage must declare `ARG TARGETARCH` first', '`ARG TARGETARCH`'],
    ['FROM --platform=$BUILD<|>PLATFORM a', 'The platform of the machine that builds', '平台'],
    ['FROM a\nENV A=1 B=$<|>A', 'counts from the next instruction on', '从下一条指令起才生效'],
    ['FROM a\nARG V\nRUN echo $<|>V', 'without a default', '没有默认值'],
    ['FROM a\nRUN apk del cu<|>rl', 'A package to remove', '要删除的包'],
    ['FROM a\nRUN x=$(mktemp -<|>d)', 'A folder in place of a file', '建目录而不是文件'],
    ['FROM a\nRUN cut -d. -f<|>1 x', 'Which fields to print', '取哪些字段'],
    ['FROM a\nRUN php --ver<|>sion', 'Prints the version', '打印版本'],
    ['FROM a\nRUN apt-mark au<|>to x', 'for others only', '别的包的依赖'],
    ['FROM a\nRUN docker-php-ext-install zip g<|>d', 'needs `libpng-dev`', '需要 `libpng-dev`'],
    ['FROM a\nRUN python3 -<|>m pip list', 'Runs a module as a program', '把模块当程序运行'],
    ['FROM a\nRUN python3 -m pi<|>p list', 'Installs Python packages', '安装 Python 包'],
    ['FROM a\nRUN sudo -u b apt-get inst<|>all c', 'Installs packages and what they need', '安装'],
    ['FROM a\nRUN b | xargs -n 1 rm -<|>r', 'Directories with everything', '目录'],
    ['FROM a\nRUN find . -exec chmod 6<|>44 {} +', 'for ordinary files', '普通文件'],
    ['FROM a\nRUN find . -exec rm {} + -ty<|>pe f', 'The kind', '类型'],
    ['FROM a\nRUN exec env B=1 cu<|>rl -f c', 'Downloads from a URL', '从 URL 下载'],
    ['FROM a\nENTRYPOINT ["gosu", "app", "no<|>de"]', 'Runs JavaScript', 'JavaScript'],
    ['FROM a\nENTRYPOINT ["gosu", "app", "b<|>c"]', 'One argument of the exec form', 'exec 形式里的一个参数'],
    ['FROM a\nRUN env B<|>=1 curl c', 'Only `curl` sees it', '只有 `curl` 看得到它'],
    ['FROM a\nRUN ./configure --pre<|>fix=/x', 'The folder to install into', '安装到哪个目录'],
    ['FROM a\nRUN V=1; echo $<|>V', 'The script sets it by itself', '脚本自己设置'],
    ['FROM a\nENV V=0\nRUN V=1; echo $<|>V', 'before that it is the ENV in line 2', '在那之前是第 2 行的 ENV'],
    ['FROM a\nENV V=0\nRUN V<|>=1; b', 'it replaces the ENV in line 2', '取代第 2 行的 ENV'],
    ['FROM a\nRUN export V<|>=1; b', 'Programs that the script starts from here on see it', '从这里起启动的程序'],
    ['FROM a\nRUN <<EOF ba<|>sh\nls\nEOF', '`bash` is its own program', '`bash` 是另一个程序'],
    [
      'FROM a\nRUN <<E<|>OF bash\nls\nEOF',
      'The shell of the RUN replaces the variables in it first',
      '先由 RUN 所用的 shell',
    ],
    ['FROM a\nRUN bash <<"E<|>OF"\nls\nEOF', '`bash` runs the body, and replaces the variables', '也由它替换'],
    ['FROM a\nRUN bash <<EOF\nV=1\necho $<|>V\nEOF', 'The script sets it too late', '太晚'],
    ['FROM a\nRUN cd $HO<|>ME', 'from `/etc/passwd` by USER', '`/etc/passwd`'],
    ['FROM a\nRUN cd $P<|>WD', 'Set by the shell itself', '由 shell 自己设置'],
    ['FROM a\nRUN . /etc/os-release; b $I<|>D', 'what the script reads with `.` may', '读入的文件'],
    ['FROM a\nRUN export A=1\nRUN b $<|>A', 'ends with that RUN', '第 2 行的 RUN 导出过它'],
    ['FROM a\nCMD a $PO<|>RT', 'the base image or `docker run -e` may', '`docker run -e`'],
    ['FROM a\nENV PATH=/x:$PA<|>TH', 'from the base image, or else from the builder', '由构建器设置'],
    ['FROM a\nARG V=1\nCMD echo $<|>V', 'the container does not see it', '容器里看不到它'],
    ['FROM a\nENV V=1\nCMD echo $<|>V', '`1`, set by ENV in line 2', '`1`'],
    ['FROM a\nRUN echo $<|>?', 'exit status of the last command', '退出状态'],
    ['FROM a\nENV V=\nWORKDIR ${V:-<|>/x}', 'The whole becomes `/x`', '`/x`'],
    ['FROM a\nRUN wget x$HTTP_<|>PROXY', 'without a declaration', '不用声明'],
    ['ARG <|>V\nFROM a:$V', '`--build-arg V=…` gives it', '`--build-arg V=…`'],
    ['ARG V=1\nFROM a\nARG <|>V', 'Takes the value of the ARG in line 1: `1`', '`1`'],
    ['FROM a\nARG <|>V=1\nENV V=2', 'The ENV in line 3 of the same name takes its place', '以 ENV 为准'],
    ['FROM a\nENV <|>V=1\nRUN echo $V', 'Used in line 3', '第 3 行'],
    ['FROM a\nENV V=<|>"a b"', 'The value is `a b`', '`a b`'],
    ['FROM a\nENV TARGETOSVERSION<|>=1', 'Windows', 'Windows'],
  ],
  values: [
    ['FROM a\nEXPOSE 54<|>32', 'PostgreSQL', 'PostgreSQL'],
    ['FROM a\nEXPOSE 53/u<|>dp', 'single packets', 'UDP'],
    ['FROM a\nEXPOSE 80<|>', '-p 127.0.0.1:80:80', '-p 127.0.0.1:80:80'],
    ['FROM a\nSTOPSIGNAL SIG<|>QUIT', 'finish open requests', 'nginx、PHP-FPM'],
    ['FROM a\nSTOPSIGNAL <|>9', 'SIGKILL', 'SIGKILL'],
    [`${node}USER 10<|>00`, 'official Node images', 'Node'],
    ['FROM alpine:3\nUSER 10<|>00', 'A number needs no entry', '数字不需要'],
    ['FROM a\nUSER no<|>body', 'Owns nothing', '家目录'],
    ['FROM a\nLABEL org.opencontainers.image.so<|>urce=x', 'URL of the source', 'GitHub'],
    ['FROM a\nLABEL x<|>.y=z', 'docker images --filter label=x.y', 'label=x.y'],
    ['FROM a\nVOLUME /da<|>ta', 'as a volume', '数据卷'],
    ['FROM a\nWORKDIR /ap<|>p', 'is created if it is not there', '没有就创建'],
    ['FROM a\nCOPY a<|> b/', 'file or folder of the build context', '构建上下文'],
    ['FROM a\nCOPY a b/<|>', 'Where the files land', '哪个位置'],
    ['FROM a AS x\nFROM b\nCOPY --from=x /a<|> /b', 'Taken from the stage `x` in line 1', '构建阶段 `x`'],
    ['FROM a\nADD https://x<|>/y /z', 'only ADD can fetch', '只有 ADD'],
    ['FROM a\nSHELL ["/bin/ba<|>sh", "-c"]', 'Not installed on Alpine', 'Alpine'],
    ['FROM a\nCMD <|>["a"]', 'The exec form', 'exec 形式'],
    ['FROM a\nCMD ["my<|>app"]', 'The program of the exec form', '程序'],
    ['FROM a\nCMD ["myapp", "--x<|>"]', 'One argument of the exec form', '参数'],
    ['FROM a\nCOPY <<E<|>OF /x\na\nEOF', 'The builder replaces variables in the body', '变量由构建器替换'],
    ["FROM a\nCOPY <<'E<|>OF' /x\na\nEOF", 'The delimiter is quoted', '引号'],
    ['FROM a\nRUN <<-E<|>OF\na\nEOF', 'tabs at the beginning', '制表符'],
    ['FROM a\nRUN <<E<|>OF\na\nEOF', 'the shell replaces its variables when it runs', '正文是脚本'],
    ['FROM a\nRUN cat <<E<|>OF\na\nEOF', 'The shell replaces variables in the body', '由 shell 替换'],
    ['FROM a\nCOPY <|>["a b", "/c"]', 'A JSON array of paths', 'JSON 数组'],
    ['FROM a\nWORKDIR C:\\\\app\nCOPY a .\\\\b<|>', 'In the image: `C:', '`C:'],
    ['FROM a\nRUN a <|>\\\n  b', 'goes on in the next line', '下一行'],
    ['FROM a\nENV A=<|>\\$B', 'Takes the special meaning from the next character', '特殊含义'],
    ['FROM a\nHEALTHCHECK CM<|>D a', 'exit status 0 is healthy', '健康'],
    ['FROM a\nHEALTHCHECK NO<|>NE', 'Switches off the health check', '关掉'],
  ],
  suppressions: [
    ['# hadolint ig<|>nore=DL3006\nFROM a', 'Silences what it names for one instruction, line 2', '第 2 行'],
    ['# hadolint ignore=DL3<|>006\nFROM a', 'Base image without a tag', 'DL3006'],
    ['# hadolint global ig<|>nore=DL3006\nFROM a', 'in the whole file', '整个文件'],
    ['# hadolint ig<|>nore=DL3006\n\nFROM a', 'directly above the instruction', '紧挨在指令上方'],
    ['# shellcheck dis<|>able=SC2086\nFROM a', 'A variable without quotes', 'SC2086'],
    ['FROM a\n# check=skip=JSON<|>ArgsRecommended\nCMD a', 'Silences what it names', 'JSONArgsRecommended'],
    ['# dockerfile-mentor ig<|>nore=no-such-rule\nFROM a', 'nobody knows this name', '没有这个名字'],
    ['# dockerfile-mentor ig<|>nore=all reason=old\nFROM a', 'The reason given: old', '写明的原因：old'],
    ['# dockerfile-utils: ig<|>nore\nFROM a', 'every rule', '所有规则'],
    ['# tally ig<|>nore=DL3006\nFROM a', 'Suppression for tally', 'tally'],
    ['# checkov:sk<|>ip=CKV_DOCKER_2:later\nFROM a', 'Suppression for Checkov', 'Checkov'],
  ],
  'inside RUN': [
    ['FROM a\nRUN apt-g<|>et update', 'Installs packages of Debian and Ubuntu', 'Debian'],
    ['FROM a\nRUN apt-get ins<|>tall x', 'Installs packages and what they need', '安装'],
    ['FROM a\nRUN apt-get install cu<|>rl=7', 'The version is limited to `7`', '版本限定为 `7`'],
    ['FROM a\nRUN apt-get install -q<|>y x', '`-y`', '`-y`'],
    ['FROM a\nRUN curl -fsS<|>L x', 'follows redirections', '跟随重定向'],
    ['FROM a\nRUN tar x<|>zf y', '`-z`', '`-z`'],
    ['FROM a\nRUN tar --strip-comp<|>onents=1 -xf y', 'Drops so many folders', '目录'],
    ['FROM a\nRUN make -j<|>4', 'So many jobs', '-j'],
    ['FROM a\nRUN python3 -m pip ins<|>tall --no-cache-dir x', 'Installs packages and what they need', '安装'],
    ['FROM a\nRUN python3 -m pip install --no-cache<|>-dir x', 'do not end up in the layer', '镜像层'],
    ['FROM a\nRUN ./grad<|>lew build', 'Gradle', '`gradlew`'],
    ['FROM a\nRUN set -e<|>ux', '`-u`', '`-u`'],
    ['FROM a\nRUN set -o pipe<|>fail', 'pipeline fails', '管道'],
    ['FROM a\nRUN a &<|>& b', 'only when the one before succeeded', '成功'],
    ['FROM a\nRUN a |<|>| b', 'only when the one before failed', '失败'],
    ['FROM a\nRUN a <|>; b', 'in any case', '都'],
    ['FROM a\nRUN a <|>| b', 'feeds the output', '管道'],
    ['FROM a\nRUN a <|>> b', 'Writes the output to a file', '文件'],
    ['FROM a\nRUN a 2><|>&1', 'error messages', '错误'],
    ['FROM a\nRUN a $<|>(b)', 'by what the command inside prints', '输出'],
    ['FROM a\nRUN npr<|>oc', 'how many processors', '处理器'],
    ['FROM a\nRUN <<EOF\n<|>#!/bin/bash\nEOF', 'names the program that runs it', '哪个程序'],
  ],
};

describe.each(Object.entries(cases))('%s', (_, list) => {
  test.each(list)('%j', (marked, english, chinese) => {
    expect(hoverAt(marked).text).toContain(english);
    expect(hoverAt(marked, { locale: 'zh-cn' }).text).toContain(chinese);
  });
});

describe('every flag and every option of a mount answers, in both languages', () => {
  const sources = [
    ...Object.entries(flags).flatMap(([keyword, list]) =>
      list.map(({ name }) => `FROM a\n${keyword} --${name[0]}<|>${name.slice(1)}=x a b`),
    ),
    ...mountTypes.flatMap((type) =>
      mountOptions[type].flatMap(({ name, aliases = [] }) =>
        [name, ...aliases].map((one) => `FROM a\nRUN --mount=type=${type},${one[0]}<|>${one.slice(1)}=x a`),
      ),
    ),
  ];
  test.each(sources)('%j', (marked) => {
    for (const locale of ['en', 'zh-cn'] as const) expect(hoverAt(marked, { locale }).text).not.toBe('');
  });
});

describe('where nothing means anything, nothing is said', () => {
  test.each([
    'FROM a\n# a com<|>ment\nRUN b',
    'FROM a\n<|>\nRUN b',
    'NO<|>PE a',
    'FROM a\nRUN <<EOF\n# a ! com<|>ment ;\nEOF',
  ])('%j', (marked) => {
    expect(hoverAt(marked)).toEqual({ text: '', about: '' });
  });
});

describe('the version gate', () => {
  const gate = (head: string): string => hoverAt(`${head}FROM a\nCOPY --par<|>ents a b`).text;
  test('says what an older frontend lacks', () => {
    expect(gate('# syntax=docker/dockerfile:1.18\n')).toContain(
      'Needs `docker/dockerfile:1.20` (or `docker/dockerfile:1.7-labs`), but this file asks for `docker/dockerfile:1.18`',
    );
    expect(gate('')).toContain('This file has no `# syntax=` line');
  });
  test.each(['1', '1.20', '1.21.0', '1.7-labs', '2.0'])('docker/dockerfile:%s is enough', (tag) => {
    expect(gate(`# syntax=docker/dockerfile:${tag}\n`)).not.toContain('but this file asks for');
  });
});

test('what is data, an argument or of another shell is no operator', () => {
  for (const marked of [
    'FROM a\nRUN find . -exec rm {<|>} +',
    'FROM a\nRUN find . -exec rm {} \\<|>; x',
    'FROM a\nRUN echo do<|>ne',
    'FROM a\nRUN echo $<|>{X',
    'FROM a\nRUN cat <<EOF\n(<|>x) && y\nEOF',
    "FROM a\nRUN <<'P' python3\nprint(<|>1)\nP",
    'FROM a\nRUN <<P\n#!/usr/bin/env python3\nprint(<|>1)\nP',
    'FROM mcr.microsoft.com/windows/servercore\nSHELL ["powershell", "-Command"]\nRUN a <|>; b',
    'FROM a\nCMD ["sh", "-c", "service php<|>8.3-fpm start"]',
  ])
    expect(hoverAt(marked).text, marked).toBe('');
});
