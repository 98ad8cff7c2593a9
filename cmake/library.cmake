# The library as it is installed: archives, headers, and what find_package and pkg-config read. All of it may be moved.
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/isopath)
set(header_folder ${CMAKE_INSTALL_INCLUDEDIR}/isopath)

add_library(isopath_all INTERFACE)
target_link_libraries(isopath_all INTERFACE isopath_certificates)
foreach(layer exact verify certificates)
  set_target_properties(isopath_${layer} PROPERTIES EXPORT_NAME ${layer})
endforeach()
set_target_properties(isopath_all PROPERTIES EXPORT_NAME isopath)
install(TARGETS isopath_exact isopath_verify isopath_certificates isopath_all EXPORT isopath-targets)
install(EXPORT isopath-targets NAMESPACE isopath:: DESTINATION ${package_folder})

# Public: every header but those of the programs and of single file formats, which are reached through read_model.
install(DIRECTORY exact verify DESTINATION ${header_folder} FILES_MATCHING PATTERN "*.hpp"
        PATTERN verify/files EXCLUDE)
foreach(header read_model read_path source write_network)
  install(FILES verify/files/${header}.hpp DESTINATION ${header_folder}/verify/files)
endforeach()
install(FILES certificates/format/reader.hpp certificates/format/writer.hpp
        DESTINATION ${header_folder}/certificates/format)

configure_package_config_file(cmake/isopath-config.cmake.in ${CMAKE_BINARY_DIR}/generated/isopath-config.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/generated/isopath-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)  # from 1.0 on: SameMajorVersion
install(FILES ${CMAKE_BINARY_DIR}/generated/isopath-config.cmake ${CMAKE_BINARY_DIR}/generated/isopath-config-version.cmake
              cmake/FindFlint.cmake DESTINATION ${package_folder})

# isopath.pc. The archives are static: what they need, every program that links them needs.
file(RELATIVE_PATH ISOPATH_PC_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
file(RELATIVE_PATH ISOPATH_PC_LIBDIR ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_LIBDIR})
file(RELATIVE_PATH ISOPATH_PC_INCLUDEDIR ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_INCLUDEDIR}/isopath)
string(REGEX REPLACE "/$" "" ISOPATH_PC_PREFIX ${ISOPATH_PC_PREFIX})
set(requires ${FLINT_PC_REQUIRES} mpfr gmp simdjson libzip zlib libzstd)
list(JOIN requires ", " ISOPATH_PC_REQUIRES)
set(ISOPATH_PC_LIBS "${FLINT_PC_LIBS} ${CMAKE_THREAD_LIBS_INIT}")
string(STRIP "${ISOPATH_PC_LIBS}" ISOPATH_PC_LIBS)
configure_file(cmake/isopath.pc.in ${CMAKE_BINARY_DIR}/generated/isopath.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/generated/isopath.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
