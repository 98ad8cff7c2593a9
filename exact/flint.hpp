// The one place that knows which FLINT is installed.
//
// FLINT 3 contains Arb and declares its conversions to GMP and MPFR only if their headers came first;
// FLINT 2.9 keeps Arb beside it as <arb.h>. The release decides, not __has_include: both may be on one
// machine.
#ifndef ISOPATH_EXACT_FLINT_HPP
#define ISOPATH_EXACT_FLINT_HPP

#include <gmp.h>
// gmp.h before FLINT
#include <mpfr.h>
// mpfr.h before FLINT
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <flint/flint.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>
#include <flint/ulong_extras.h>
#if __FLINT_RELEASE >= 30000
#include <flint/arb.h>
#include <flint/arf.h>
#include <flint/mag.h>
#else
#include <arb.h>
#include <arf.h>
#include <mag.h>
#endif
#pragma GCC diagnostic pop

#endif
