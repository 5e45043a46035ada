FROM php:8.4-fpm-alpine
COPY --from=composer:2.9 /usr/bin/composer /usr/local/bin/
RUN set -eux; \
	apk add --no-cache --virtual .build-deps $PHPIZE_DEPS icu-dev; \
	docker-php-ext-install -j "$(nproc)" intl opcache; \
	pecl install redis-6.2.0 \
		&& docker-php-ext-enable redis; \
	runDeps="$( \
		scanelf --needed --nobanner --format '%n#p' --recursive /usr/local/lib/php/extensions \
			| tr ',' '\n' \
			| sort -u \
			| awk 'system("[ -e /usr/local/lib/" $1 " ]") == 0 { next } { print "so:" $1 }' \
	)"; \
	apk add --no-network --virtual .rundeps $runDeps; \
	apk del --no-network .build-deps
COPY <<EOF /usr/local/etc/php/conf.d/app.ini
[opcache]
opcache.enable = 1
EOF
WORKDIR /srv
COPY composer.json composer.lock ./
RUN composer install --no-dev --no-scripts --prefer-dist
COPY --chown=www-data:www-data . .
USER www-data
