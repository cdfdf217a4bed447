#!/bin/sh
# An authority of the cluster's own, and a certificate for each kind of machine. Usage: sh make-keys.sh FOLDER
# Whoever holds a certificate of this authority can run code on every machine of the cluster: use it for nothing else,
# and keep ca.key away from all of them.
set -eu
umask 077
mkdir -p "$1"
cd "$1"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825 \
    -subj "/CN=Passerelle grading" -keyout ca.key -out ca.pem
printf 'basicConstraints = CA:FALSE\nkeyUsage = digitalSignature\nextendedKeyUsage = serverAuth, clientAuth\n' > ext.cnf
for who in scheduler worker client; do
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$who" -keyout "$who.key" -out "$who.csr"
    openssl x509 -req -in "$who.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -extfile ext.cnf -out "$who.pem"
done
rm -f ./*.csr ext.cnf
