// The test program. Each *_test.cpp under tests/ registers its cases here.

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
