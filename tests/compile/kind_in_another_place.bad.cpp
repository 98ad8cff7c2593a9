// expected: constant expression
#include "certificates/format/kinds.hpp"

using isopath::CertificateKind;

constexpr isopath::KindTable<int> table({
    {CertificateKind::canonical, 1},
    {CertificateKind::equivalent, 1},
    {CertificateKind::inequivalent, 1},
    {CertificateKind::path_valid, 1},
    {CertificateKind::path_broken, 1},
    {CertificateKind::connected, 1},
    {CertificateKind::not_connected, 1},
    {CertificateKind::near, 1},
    {CertificateKind::diameter, 1},
    {CertificateKind::difference_bound, 1},
    {CertificateKind::near, 1},
});

int main() { return table[CertificateKind::near]; }
